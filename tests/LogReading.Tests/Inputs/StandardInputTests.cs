using Accounting.LogReading.Inputs;
using static Accounting.LogReading.Tests.Inputs.Reading;

namespace Accounting.LogReading.Tests.Inputs;

public class StandardInputTests
{
    [Fact]
    public void Read_AnySizes_GivesTheBytesInOrder()
    {
        var expected = Enumerable.Range(0, 300_000).Select(static number => (byte)(number * 31L % 251)).ToArray();
        using var input = new StandardInput(new MemoryStream(expected));
        var random = new Random(1);
        List<byte> read = [];
        var buffer = new byte[100_000];
        while (input.Read(buffer.AsSpan(0, random.Next(1, buffer.Length))) is var count and > 0) read.AddRange(buffer[..count]);
        Assert.Equal(expected, read);
    }

    [Fact]
    public async Task Read_NothingComes_StopsWhenCancelled()
    {
        using var silent = new Silent();
        using var cancellation = new CancellationTokenSource();
        using var input = new StandardInput(silent) { Cancellation = cancellation.Token };
        var read = Task.Run(() => input.Read(new byte[10]), TestContext.Current.CancellationToken);
        await silent.Waiting.Task.WaitAsync(TestContext.Current.CancellationToken);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        silent.Ended.SetResult(0);
    }

    [Fact]
    public void Next_StandardInput_TakesTheTokenOfEachCall()
    {
        using var standardInput = new StandardInput(new MemoryStream(Utf8("{}\n{}\n")));
        using var source = new ChunkSource(() => OpenedInput.Open(standardInput, null, hashPlain: true), Core.Ledger.InputPosition.Start, Tiny(3), standardInput);
        using var cancellation = new CancellationTokenSource();
        Assert.Equal(3, source.Next(cancellation.Token)!.Bytes.Length);
        Assert.Equal(cancellation.Token, standardInput.Cancellation);
    }

    /// <summary>A stream to which nobody writes.</summary>
    private sealed class Silent : MemoryStream
    {
        public TaskCompletionSource Waiting { get; } = new();
        public TaskCompletionSource<int> Ended { get; } = new();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Waiting.SetResult();
            return await Ended.Task;
        }
    }
}
