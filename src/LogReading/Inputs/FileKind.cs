using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Accounting.LogReading.Inputs;

/// <summary>What a path leads to.</summary>
internal enum FileKind
{
    Regular = 0,
    Folder = 1,
    NamedPipe = 2,
    Socket = 3,
    Device = 4,
}

/// <summary>
/// Asks the system for a path's kind. The base library does not tell a named pipe from a file, and opening one blocks for ever.
/// </summary>
internal static partial class FileKinds
{
    private const int StatxBytes = 256;
    private const int ModeOffset = 28;
    private const int AtCurrentFolder = -100;
    private const uint AskType = 1;

    /// <summary>The kind behind a path, links followed.</summary>
    public static FileKind Of(string path)
    {
        if (Directory.Exists(path)) return FileKind.Folder;
        return OperatingSystem.IsLinux() ? Ask(path) : FileKind.Regular;
    }

    // struct statx has one layout on every processor, unlike struct stat.
    private static FileKind Ask(string path)
    {
        Span<byte> answer = stackalloc byte[StatxBytes];
        try
        {
            if (Statx(AtCurrentFolder, path, 0, AskType, ref MemoryMarshal.GetReference(answer)) != 0) return FileKind.Regular;
        }
        catch (EntryPointNotFoundException)
        {
            return FileKind.Regular;
        }
        var mode = BitConverter.IsLittleEndian
            ? BinaryPrimitives.ReadUInt16LittleEndian(answer[ModeOffset..])
            : BinaryPrimitives.ReadUInt16BigEndian(answer[ModeOffset..]);
        return (mode & 0xf000) switch
        {
            0x1000 => FileKind.NamedPipe,
            0x2000 or 0x6000 => FileKind.Device,
            0x4000 => FileKind.Folder,
            0xc000 => FileKind.Socket,
            _ => FileKind.Regular,
        };
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte answer);
}
