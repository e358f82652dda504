using System.Diagnostics;
using System.Net.Sockets;
using Accounting.LogReading.Inputs;
using Accounting.LogReading.Tests.Compression;
using Accounting.TestKit;

namespace Accounting.LogReading.Tests.Inputs;

public sealed class InputDiscoveryTests : IDisposable
{
    private const string Log = "{\"a\":1}\n";
    private readonly TemporaryFolder _folder = new();

    private string At(string name) => Path.Combine(_folder.Path, name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_Folder_TakesTheLogsBelowItByContent()
    {
        _folder.Write("b.jsonl", Log);
        _folder.Write("a/deep/x.json", "\ufeff\n \r\n{}\n");
        _folder.Write("noending", Log);
        _folder.Write("app.log-20261001", Log);
        _folder.Write("app.log.1", Log);
        _folder.Write("packed.gz", Packing.Gzip("{}\n"u8));
        _folder.Write("packed.zst", Packing.Zstd("{}\n"u8));
        _folder.Write("packed.br", Packing.Brotli("{}\n"u8));
        _folder.Write("cut-at-front.jsonl", "\"}]}\n{}\n");
        _folder.Write(".hidden.jsonl", Log);
        _folder.Write(".git/x.jsonl", Log);

        var found = InputDiscovery.Find([_folder.Path]);

        Assert.Equal(
            ["a/deep/x.json", "app.log-20261001", "app.log.1", "b.jsonl", "cut-at-front.jsonl", "noending", "packed.br", "packed.gz", "packed.zst"],
            found.Inputs.Select(input => Path.GetRelativePath(_folder.Path, input.Path!)));
        Assert.Empty(found.Problems);
        Assert.Empty(found.Notes);
    }

    [Theory]
    [InlineData("pic.png", "\u0089PNG", "its name does not say that it is a log (name it to have it read)")]
    [InlineData("notes.txt", "hello\n", "no JSON lines")]
    [InlineData("empty.jsonl", "", "empty")]
    [InlineData("array.json", "[{\"a\":1},\n{\"b\":2}]\n", "a JSON array (make one line of each element with jq -c '.[]' FILE | accounting bill -)")]
    [InlineData("pretty.json", "{\n  \"a\": 1\n}\n", "JSON over several lines (jq -c . FILE | accounting bill -)")]
    [InlineData("doc.log", "%PDF-1.7\n", "a PDF document")]
    [InlineData("accounting.quarantine-7.jsonl", "{\"input\":\"file:///x\",\"row\":1,\"offset\":0,\"reason\":\"no_model\",\"raw\":\"{}\"}\n", "a quarantine file (name it to have it read)")]
    public void Find_FolderWithOtherFiles_LeavesThemOutAndSaysSo(string name, string text, string why)
    {
        var path = _folder.Write(name, text);
        _folder.Write("log.jsonl", Log);
        var found = InputDiscovery.Find([_folder.Path]);
        Assert.Equal("log.jsonl", Path.GetFileName(Assert.Single(found.Inputs).Path));
        Assert.Equal([$"left out {path}: {why}"], found.Notes);
        Assert.Equal(2, InputDiscovery.Find([_folder.Path, path]).Inputs.Count);
    }

    [Fact]
    public void Find_FolderWithoutALog_IsAProblem()
    {
        _folder.Write("readme.txt", "hello\n");
        AssertProblem(InputProblemKind.NoLog, _folder.Path,
            $"No log in the folder {_folder.Path} nor below it: a log is a Parquet file, or a file of JSON lines, plain or packed with gzip, zstd or brotli. "
            + "To bill a file whatever its name is, name it.");
    }

    [Fact]
    public void Find_SameFileByManyNames_IsFoundOnce()
    {
        var path = _folder.Write("logs/a b.jsonl", Log);
        File.CreateSymbolicLink(At("link.jsonl"), path);
        Directory.CreateSymbolicLink(At("other"), At("logs"));
        var uri = $"file://{path.Replace(" ", "%20", StringComparison.Ordinal)}";
        var found = InputDiscovery.Find([path, At("logs"), At("other"), At("other/../link.jsonl"), At("logs/*.jsonl"), uri]);
        var input = Assert.Single(found.Inputs);
        Assert.Equal(uri, input.Planned.Uri);
        Assert.Empty(found.Problems);
    }

    [Fact]
    public void Find_LinkToAFolderInsideAFolder_IsNotFollowed()
    {
        _folder.Write("logs/a.jsonl", Log);
        Directory.CreateSymbolicLink(At("logs/again"), _folder.Path);
        var found = InputDiscovery.Find([At("logs")]);
        Assert.Single(found.Inputs);
        Assert.Equal([$"left out {At("logs/again")}: a link to a folder (name it to have it read)"], found.Notes);
    }

    [Theory]
    [InlineData("*.jsonl", "a.jsonl b.jsonl")]
    [InlineData("**/*.jsonl", "a.jsonl b.jsonl x/c.jsonl x/y/d.jsonl")]
    [InlineData("x/**/*.jsonl", "x/c.jsonl x/y/d.jsonl")]
    [InlineData("*/*.jsonl", "x/c.jsonl")]
    [InlineData("a*", "a.JSONL a.jsonl")]
    public void Find_Pattern_TakesWhatMatches(string pattern, string expected)
    {
        foreach (var name in (string[])["a.jsonl", "a.JSONL", "b.jsonl", "x/c.jsonl", "x/y/d.jsonl", ".hidden/e.jsonl", "x/f.txt"]) _folder.Write(name, Log);
        var found = InputDiscovery.Find([At(pattern)]);
        Assert.Equal(expected.Split(' '), found.Inputs.Select(input => Path.GetRelativePath(_folder.Path, input.Path!)));
        Assert.Empty(found.Problems);
    }

    [Fact]
    public void Find_PatternWithoutAMatch_IsAProblem() =>
        AssertProblem(InputProblemKind.NoLog, At("*.jsonl"), $"No file matches {At("*.jsonl")} (* stands for any part of a name, ** for any folders).");

    [Fact]
    public void Find_MissingFile_NamesTheNearest()
    {
        _folder.Write("calls-10.jsonl", Log);
        _folder.Write("other.jsonl", Log);
        AssertProblem(InputProblemKind.NotFound, At("Call-10.jsonl"), $"{At("Call-10.jsonl")} does not exist. Did you mean calls-10.jsonl?");
    }

    [Fact]
    public void Find_MissingFolder_SaysWhichOne()
    {
        Directory.CreateDirectory(At("logs"));
        AssertProblem(InputProblemKind.NotFound, At("lgos/x/y.jsonl"), $"{At("lgos/x/y.jsonl")} does not exist (there is no {At("lgos")}). Did you mean logs?");
    }

    [Theory, InlineData("https://host/container/prefix"), InlineData("s3://bucket/key")]
    public void Find_Address_IsAProblem(string address) =>
        AssertProblem(InputProblemKind.NotSupported, address,
            $"{address}: inputs at an address cannot be read. Fetch it and bill the file, or pipe it: curl -s URL | accounting bill -");

    [Fact]
    public void Find_EmptyArgument_IsAProblem() =>
        AssertProblem(InputProblemKind.NotFound, "", "An input is an empty text: name a file, a folder, a pattern, or - for standard input.");

    [Fact]
    public void Find_NamedPipe_IsAProblemAndDoesNotBlock()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Named pipes are told apart on Linux.");
        using (var maker = Process.Start("mkfifo", At("pipe.jsonl"))) maker.WaitForExit();
        AssertProblem(InputProblemKind.NotAFile, At("pipe.jsonl"),
            $"{At("pipe.jsonl")} is a named pipe, not a file. Send its data to standard input: accounting bill - < {At("pipe.jsonl")}");
        _folder.Write("log.jsonl", Log);
        Assert.Equal([$"left out {At("pipe.jsonl")}: not a regular file"], InputDiscovery.Find([_folder.Path]).Notes);
    }

    [Fact]
    public void Find_SocketOrDevice_IsAProblem()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Devices are told apart on Linux.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(At("s")));
        AssertProblem(InputProblemKind.NotAFile, At("s"), $"{At("s")} is a socket, not a file. Send its data to standard input: accounting bill - < {At("s")}");
        AssertProblem(InputProblemKind.NotAFile, "/dev/zero", "/dev/zero is a device, not a file. Send its data to standard input: accounting bill - < /dev/zero");
    }

    [Fact]
    public void Find_LinksInACircle_IsAProblem()
    {
        File.CreateSymbolicLink(At("x.jsonl"), At("y.jsonl"));
        File.CreateSymbolicLink(At("y.jsonl"), At("x.jsonl"));
        AssertProblem(InputProblemKind.Unreadable, At("x.jsonl"), $"{At("x.jsonl")} cannot be read: Its links lead in a circle: {At("x.jsonl")}");
    }

    [Fact]
    public void Find_FileWithoutTheRightToRead_IsAProblem()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess || OperatingSystem.IsWindows(), "The superuser may read everything.");
        var path = _folder.Write("a.jsonl", Log);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
        AssertProblem(InputProblemKind.Unreadable, path, $"{path} cannot be read: Access to the path '{path}' is denied.");
    }

    [Fact]
    public void Find_StandardInput_IsAnInput()
    {
        var input = Assert.Single(InputDiscovery.Find(["-", "-"]).Inputs);
        Assert.Null(input.Path);
        Assert.Equal((InputDiscovery.StdinUri, -1L, ""), (input.Planned.Uri, input.Planned.Bytes, input.Planned.Fingerprint));
    }

    [Fact]
    public void Find_AnyOrder_SortsByUri()
    {
        var names = ((string[])["ä.jsonl", "Z.jsonl", "a.jsonl", "a#1.jsonl", "b?.jsonl"]).Select(name => _folder.Write(name, Log)).ToArray();
        var expected = InputDiscovery.Find(names).Inputs;
        Assert.Equal(expected.Select(static input => input.Planned.Uri).Order(StringComparer.Ordinal), expected.Select(static input => input.Planned.Uri));
        Assert.Equal(expected, InputDiscovery.Find([.. names.Reverse()]).Inputs);
        Assert.All(expected, static input => Assert.Equal(input.Path, new Uri(input.Planned.Uri).LocalPath));
    }

    [Fact]
    public void Find_File_HasSizeAndTimeAsFingerprint()
    {
        var path = _folder.Write("a.jsonl", Log);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 10, 1, 0, 0, 0, DateTimeKind.Utc).AddTicks(7));
        var planned = Assert.Single(InputDiscovery.Find([path]).Inputs).Planned;
        Assert.Equal((8L, "size=8;mtime_ns=1790812800000000700"), (planned.Bytes, planned.Fingerprint));
    }

    private static void AssertProblem(InputProblemKind kind, string argument, string message)
    {
        var found = InputDiscovery.Find([argument]);
        var problem = Assert.Single(found.Problems);
        Assert.Equal((argument, kind, message), (problem.Argument, problem.Kind, problem.Message));
        Assert.Empty(found.Inputs);
    }
}
