using System.Runtime.InteropServices;

namespace Accounting.LogReading.Compression;

/// <summary>The functions of libzstd 1.4 and later that we call (zstd.h, stable part).</summary>
internal static unsafe partial class ZstdLibrary
{
    /// <summary>ZSTD_d_windowLogMax.</summary>
    public const int WindowLogMaxParameter = 100;

    private const string Name = "zstd";

    static ZstdLibrary() => NativeLibrary.SetDllImportResolver(typeof(ZstdLibrary).Assembly, Resolve);

    /// <summary>A ZSTD_DStream; zero: none.</summary>
    public readonly record struct Context(nint Handle);

    /// <summary>ZSTD_inBuffer and ZSTD_outBuffer, which have one layout.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Buffer(byte* data, nuint size, nuint position)
    {
        public byte* Data = data;
        public nuint Size = size;
        public nuint Position = position;
    }

    /// <exception cref="MissingLibraryException">libzstd is not installed.</exception>
    public static Context Create()
    {
        try
        {
            var handle = CreateStream();
            return handle != 0 ? new(handle) : throw new InsufficientMemoryException("libzstd could not get memory for a decoder.");
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new MissingLibraryException(
                "This input is compressed with zstd, and the library libzstd.so.1 is not on this machine. "
                + "Install it (Debian, Ubuntu: apt install libzstd1; Fedora: dnf install libzstd; "
                + "Alpine: apk add zstd-libs; macOS: brew install zstd), "
                + "or decompress it first: zstd -dc FILE | accounting bill -", exception);
        }
    }

    public static void Free(Context context)
    {
        if (context.Handle != 0) _ = FreeStream(context.Handle);
    }

    public static void SetParameter(Context context, int parameter, int value) => _ = SetParameter(context.Handle, parameter, value);

    /// <summary>Begins anew, parameters kept (ZSTD_reset_session_only).</summary>
    public static void Reset(Context context) => _ = ResetContext(context.Handle, 1);

    public static nuint Decompress(Context context, Buffer* to, Buffer* from) => DecompressStream(context.Handle, to, from);

    public static bool IsError(nuint result) => IsErrorCode(result) != 0;

    public static string ErrorName(nuint result) => Marshal.PtrToStringUTF8(GetErrorName(result)) ?? "unknown error";

    // Run-time packages carry libzstd.so.1 (or .1.dylib); the plain name comes with development packages only.
    private static nint Resolve(string name, System.Reflection.Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Name) return 0;
        foreach (var candidate in (string[])["libzstd.so.1", "libzstd.1.dylib", "libzstd"])
            if (NativeLibrary.TryLoad(candidate, assembly, path, out var handle)) return handle;
        return 0;
    }

    [LibraryImport(Name, EntryPoint = "ZSTD_createDStream")]
    private static partial nint CreateStream();

    [LibraryImport(Name, EntryPoint = "ZSTD_freeDStream")]
    private static partial nuint FreeStream(nint stream);

    [LibraryImport(Name, EntryPoint = "ZSTD_DCtx_setParameter")]
    private static partial nuint SetParameter(nint context, int parameter, int value);

    [LibraryImport(Name, EntryPoint = "ZSTD_DCtx_reset")]
    private static partial nuint ResetContext(nint context, int directive);

    [LibraryImport(Name, EntryPoint = "ZSTD_decompressStream")]
    private static partial nuint DecompressStream(nint stream, Buffer* output, Buffer* input);

    [LibraryImport(Name, EntryPoint = "ZSTD_isError")]
    private static partial uint IsErrorCode(nuint code);

    [LibraryImport(Name, EntryPoint = "ZSTD_getErrorName")]
    private static partial nint GetErrorName(nuint code);
}
