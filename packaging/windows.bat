@echo off
rem The bundle for Windows: folder, ZIP, installer and their papers into dist\ or the folder of --to DIR.
rem --python FOLDER or ZIP: another CPython 3.13 for Windows than the packaged one. --no-installer: folder and ZIP only.
rem mingw-w64 for 64 bits (gcc, windres) and NSIS (makensis) must be on the PATH.
setlocal
call "%~dp0setup.bat"
if errorlevel 1 exit /b 1
set "PATH=%PATH%;%ProgramFiles(x86)%\NSIS"
"%~dp0..\.venv\Scripts\python.exe" "%~dp0bundle\building.py" %*
exit /b %errorlevel%
