@echo off
rem Set up, then every check. --full: also the long suites. Further arguments go to pytest.
setlocal
call "%~dp0setup.bat" --tests
if errorlevel 1 exit /b 1
"%~dp0..\.venv\Scripts\python.exe" "%~dp0checks.py" %*
exit /b %errorlevel%
