/* For Wine 8 only, which lacks it: the random numbers that libraries written in Rust ask for. Never part of the bundle. */
#include <windows.h>
#include <ntsecapi.h>

BOOL WINAPI ProcessPrng(PBYTE place, SIZE_T size)
{
    return RtlGenRandom(place, (ULONG)size);
}
