; The installer for one user, without administrator rights. installing.py gives VERSION, NUMBERS, FOLDER (what to install), OUT,
; KB (its size), NEEDED and NEEDED_MB (free room), ICON, SIDE (a picture) and the two lists: files.nsh (what is put in place) and gone.nsh (the same, taken away one by one).
Unicode true
Target amd64-unicode
ManifestSupportedOS all
ManifestDPIAware true
RequestExecutionLevel user
!ifdef QUICK ; for the tests: the same installer, larger
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif
SetDateSave on
CRCCheck force

!include MUI2.nsh
!include FileFunc.nsh
!include WinVer.nsh
!include LogicLib.nsh

!define TITLE "計画進行管理エディタ"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\planeditor"
!define CLASSES "Software\Classes"
!define KIND "planeditor.plandb"

Name "${TITLE}"
Caption "${TITLE} ${VERSION} のインストール"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\planeditor"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${TITLE} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=1041 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=1041 "FileDescription" "${TITLE} のインストール"
VIAddVersionKey /LANG=1041 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1041 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=1041 "CompanyName" "planeditor contributors"
VIAddVersionKey /LANG=1041 "LegalCopyright" "planeditor contributors"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_TEXT "インストールをやめますか。"
!define MUI_WELCOMEPAGE_TITLE "${TITLE} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "この端末の、あなたの利用者名の中だけにインストールします。管理者権限も、ネットワークも要りません。$\r$\n$\r$\n前の版があるときは、新しい版に置き換えます。計画ファイルと設定はそのまま残ります。$\r$\n$\r$\n続けるには「次へ」を押してください。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\planeditor.exe"
!define MUI_FINISHPAGE_RUN_TEXT "計画進行管理エディタを開く"
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!define MUI_FINISHPAGE_TITLE "インストールが終わりました"
!define MUI_FINISHPAGE_TEXT "スタートメニューの「計画進行管理エディタ」から、いつでも開けます。計画ファイル（.plandb）をダブルクリックしても開けます。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Japanese"

!define RUNNING "計画進行管理エディタが動いています。すべてのウィンドウを閉じてから、もう一度実行してください。"

; A program that runs cannot be written to. The exit status is then 4, and nothing has been changed.
!macro RefuseWhileRunning FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "${RUNNING}" /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro RefuseWhileAnyRuns
  !insertmacro RefuseWhileRunning "python\pythonw.exe"
  !insertmacro RefuseWhileRunning "python\python.exe"
  !insertmacro RefuseWhileRunning "python\python313.dll"
  !insertmacro RefuseWhileRunning "planeditor.exe"
  !insertmacro RefuseWhileRunning "planeditor-cli.exe"
!macroend

Function .onInit
  SetShellVarContext current
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "Windows 10 か 11 で使えます。この端末にはインストールできません。" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Section
  SectionIn RO
  SetDetailsPrint textonly
  DetailPrint "ファイルを置いています。しばらくお待ちください。"
  SetDetailsPrint none
  !insertmacro RefuseWhileAnyRuns
  ${GetRoot} "$INSTDIR" $1
  ClearErrors
  ${DriveSpace} "$1\" "/D=F /S=K" $2
  ${IfNot} ${Errors}
  ${AndIf} $2 < ${NEEDED}
    MessageBox MB_OK|MB_ICONSTOP "ディスクの空きが足りません。$1 に ${NEEDED_MB} MB の空きを作ってから、もう一度実行してください。" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}

  ; An older version goes by its own list, so that none of its files stays behind and none of anybody else's is touched.
  ${If} ${FileExists} "$INSTDIR\uninstall.exe"
    ExecWait '"$INSTDIR\uninstall.exe" /S /KEEP _?=$INSTDIR' $0
    ${If} $0 <> 0
      MessageBox MB_OK|MB_ICONSTOP "前の版を置き換えられませんでした。すべてのウィンドウを閉じてから、もう一度実行してください。" /SD IDOK
      SetErrorLevel 6
      Quit
    ${EndIf}
  ${EndIf}

  ClearErrors
  !include "files.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  ${If} ${Errors}
    MessageBox MB_OK|MB_ICONSTOP "書き込めないファイルがありました。フォルダー $INSTDIR に書き込めるかを確かめて、もう一度実行してください。" /SD IDOK
    SetErrorLevel 7
    Quit
  ${EndIf}

  CreateShortCut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\planeditor.exe" "" "$INSTDIR\planeditor.exe" 0

  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "計画ファイル"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\planeditor.exe,0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\planeditor.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\.plandb" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\.plandb\OpenWithProgids" "${KIND}" ""

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "planeditor contributors"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\planeditor.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

Function un.onInit
  SetShellVarContext current
FunctionEnd

Section "Uninstall"
  SetDetailsPrint textonly
  DetailPrint "ファイルを取り除いています。しばらくお待ちください。"
  SetDetailsPrint none
  !insertmacro RefuseWhileAnyRuns
  !include "gone.nsh"
  ; Compiled modules can be made again at any time; they belong to the files that have just gone.
  RMDir /r "$LOCALAPPDATA\planeditor\compiled"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/KEEP" $1
  ${If} ${Errors}
    ; Not replaced but taken away for good. Settings, own forms and working copies are the user's and stay.
    RMDir /r "$LOCALAPPDATA\planeditor\Cache"
    RMDir /r "$LOCALAPPDATA\planeditor\Logs"
    RMDir "$LOCALAPPDATA\planeditor"
    Delete "$SMPROGRAMS\${TITLE}.lnk"
    ReadRegStr $1 HKCU "${CLASSES}\.plandb" ""
    ${If} $1 == "${KIND}"
      DeleteRegValue HKCU "${CLASSES}\.plandb" ""
    ${EndIf}
    DeleteRegValue HKCU "${CLASSES}\.plandb\OpenWithProgids" "${KIND}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.plandb\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\.plandb"
    DeleteRegKey HKCU "${CLASSES}\${KIND}"
    DeleteRegKey HKCU "${UNINSTALL}"
    Delete "$INSTDIR\uninstall.exe"
    SetOutPath "$TEMP"
    RMDir "$INSTDIR"
    ${un.RefreshShellIcons}
    SetDetailsPrint textonly
    DetailPrint "取り除きました。計画ファイルと、設定、追加した様式、作業用コピーは残っています。"
    SetDetailsPrint none
  ${EndIf}
SectionEnd
