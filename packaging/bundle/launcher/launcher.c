/* Starts the program of the folder this file lies in: python\pythonw.exe app\start.py with the words it was given.
   The same source makes the one without a console (planeditor.exe) and the one for the command line (planeditor-cli.exe). */
#include <windows.h>
#include <wchar.h>
#include <stdlib.h>

#ifdef CONSOLE
#define PYTHON L"python\\python.exe"
#else
#define PYTHON L"python\\pythonw.exe"
#endif

static const wchar_t *after_own_name(const wchar_t *line)
{
    int quoted = 0;
    while (*line && (quoted || (*line != L' ' && *line != L'\t'))) {
        if (*line == L'"') quoted = !quoted;
        line++;
    }
    return line;
}

static int fail(const wchar_t *sentence)
{
#ifdef CONSOLE
    DWORD written;
    HANDLE out = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(out, sentence, (DWORD)wcslen(sentence), &written, NULL)) { /* not a console: nobody reads it */ }
#else
    MessageBoxW(NULL, sentence, L"計画進行管理エディタ", MB_OK | MB_ICONERROR);
#endif
    return 3;
}

#ifdef CONSOLE
/* Ctrl+C is for the program; this one only waits for its answer. (Ignoring it by NULL would be inherited.) */
static BOOL WINAPI leave_to_program(DWORD kind)
{
    return kind == CTRL_C_EVENT || kind == CTRL_BREAK_EVENT;
}
#endif

int wmain(void)
{
#ifdef CONSOLE
    SetConsoleCtrlHandler(leave_to_program, TRUE);
#endif
    wchar_t own[32768];
    DWORD length = GetModuleFileNameW(NULL, own, 32768);
    if (length == 0 || length >= 32768) return fail(L"プログラムのフォルダーが分かりません。\n");
    while (length && own[length - 1] != L'\\') length--;
    own[length] = 0;

    const wchar_t *words = after_own_name(GetCommandLineW());
    size_t room = 2 * (size_t)length + wcslen(words) + 128;
    wchar_t *command = malloc(room * sizeof(wchar_t));
    wchar_t *python = malloc(room * sizeof(wchar_t));
    if (!command || !python) return fail(L"メモリが足りません。\n");
    swprintf(python, room, L"%ls%ls", own, PYTHON);
    /* -B: nothing is kept compiled before start.py has said where */
    swprintf(command, room, L"\"%ls\" -B -X utf8 \"%lsapp\\start.py\"%ls", python, own, words);

    STARTUPINFOW start;
    PROCESS_INFORMATION child;
    GetStartupInfoW(&start); /* how the window was asked to be shown, and the handles, are passed on */
    if (!CreateProcessW(python, command, NULL, NULL, TRUE, 0, NULL, NULL, &start, &child))
        return fail(L"プログラムを始められませんでした。フォルダーの中身がそろっているか（python と app があるか）を確かめてください。\n");
    CloseHandle(child.hThread);
    WaitForSingleObject(child.hProcess, INFINITE);
    DWORD status = 3;
    GetExitCodeProcess(child.hProcess, &status);
    CloseHandle(child.hProcess);
    return (int)status;
}
