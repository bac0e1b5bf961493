@echo off
rem Set up, then the sample: workbook in, Excel and PDF out, into out\ or the folder of --out FOLDER.
rem Without arguments and where there is a screen, the window then opens with the sample.
rem With any other arguments: planeditor with them.
setlocal
call "%~dp0setup.bat"
if errorlevel 1 exit /b 1
if "%~1"=="" goto sample
if "%~1"=="--out" goto sample
"%~dp0..\.venv\Scripts\python.exe" -P -m planeditor %*
exit /b %errorlevel%

:sample
"%~dp0..\.venv\Scripts\python.exe" "%~dp0sample.py" %2
exit /b %errorlevel%
