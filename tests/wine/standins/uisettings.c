/* For Wine 8 only, which lacks it: the colours of the system, as Qt asks for them at its start. Never part of the bundle. */
#include <windows.h>

typedef struct { BYTE alpha, red, green, blue; } Colour;
typedef struct { void *const *table; } Object;

static const GUID known[] = {
    {0x00000000, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}},                                     /* IUnknown */
    {0xAF86E2E0, 0xB12D, 0x4C6A, {0x9C, 0x5A, 0xD7, 0xAA, 0x65, 0x10, 0x1E, 0x90}},         /* IInspectable */
    {0x94EA2B94, 0xE9CC, 0x49E0, {0xC0, 0xFF, 0xEE, 0x64, 0xCA, 0x8F, 0x5B, 0x90}},         /* IAgileObject */
    {0x00000035, 0, 0, {0xC0, 0, 0, 0, 0, 0, 0, 0x46}},                                     /* IActivationFactory */
    {0x85361600, 0x1C63, 0x4627, {0xBC, 0xB1, 0x3A, 0x89, 0xE0, 0xBC, 0x9C, 0x55}},         /* IUISettings */
    {0x03021BE4, 0x5254, 0x4781, {0x81, 0x94, 0x51, 0x68, 0xF7, 0xD0, 0x6D, 0x7B}},         /* IUISettings3 */
};

static Object factory, settings;

static HRESULT WINAPI query(Object *self, const GUID *wanted, void **found)
{
    for (size_t n = 0; n < sizeof known / sizeof *known; n++)
        if (IsEqualGUID(wanted, &known[n])) { *found = self; return S_OK; }
    *found = NULL;
    return E_NOINTERFACE;
}

static ULONG WINAPI count(Object *self) { (void)self; return 2; }
static HRESULT WINAPI ids(Object *self, ULONG *number, void **list) { (void)self; *number = 0; *list = NULL; return S_OK; }
static HRESULT WINAPI name(Object *self, void **text) { (void)self; *text = NULL; return S_OK; }
static HRESULT WINAPI trust(Object *self, int *level) { (void)self; *level = 0; return S_OK; }
static HRESULT WINAPI activate(Object *self, Object **made) { (void)self; *made = &settings; return S_OK; }

static HRESULT WINAPI colour(Object *self, int kind, Colour *found)
{
    static const Colour black = {255, 0, 0, 0}, white = {255, 255, 255, 255}, blue = {255, 0, 120, 215};
    (void)self;
    *found = kind == 0 ? white : kind == 1 ? black : blue;
    return S_OK;
}

static HRESULT WINAPI begin(Object *self, void *handler, INT64 *token) { (void)self; (void)handler; *token = 1; return S_OK; }
static HRESULT WINAPI leave(Object *self, INT64 token) { (void)self; (void)token; return S_OK; }

static void *const of_factory[] = {query, count, count, ids, name, trust, activate};
static void *const of_settings[] = {query, count, count, ids, name, trust, colour, begin, leave};
static Object factory = {of_factory}, settings = {of_settings};

__declspec(dllexport) HRESULT WINAPI DllGetActivationFactory(void *class_name, Object **found)
{
    (void)class_name;
    *found = &factory;
    return S_OK;
}

__declspec(dllexport) HRESULT WINAPI DllCanUnloadNow(void) { return S_FALSE; }
