@echo off
rem Python 3.13 and .venv with the locked parts. --tests: also what the tests need.
chcp 65001 >nul
set PYTHONUTF8=1
py -3.13 -c "import venv, ensurepip" >nul 2>nul
if errorlevel 1 goto nopython
py -3.13 "%~dp0prepare.py" %*
exit /b %errorlevel%

:nopython
echo Python 3.13（64 ビット）が見つかりません。Python 3.13 を入れて、もう一度実行してください。 1>&2
exit /b 1
