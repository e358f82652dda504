using System.Collections.Concurrent;
using Accounting.BatchClient.Billing;
using Accounting.Core.Ledger;
using Accounting.LogReading.Inputs;

namespace Accounting.BatchClient.Tests.Billing;

public sealed class CountedGroupsTests
{
    [Theory]
    [InlineData("c", 8, 1)]
    [InlineData("c.", 8, 1)]
    [InlineData("cc.c", 8, 2)]
    [InlineData("cccccccccc", 3, 3)]
    [InlineData("cccc", 1, 1)]
    public void Next_WhatIsCounted_ComesTogetherWithinTheBound(string chunks, int chunksMax, int expected)
    {
        var toPost = Queue(chunks.Select((chunk, place) => Item(chunk == 'c', place: place)));
        var group = new CountedGroups(toPost, chunksMax).Next(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, expected), group.Select(item => (int)item.Chunk.Start.Offset));
    }

    [Theory]
    [InlineData(100, 40 << 20, 1)]
    [InlineData(9_000, 100, 1)]
    [InlineData(8_000, 100, 2)]
    [InlineData(CountedGroups.CallsMax + 1, 100, 1)]
    public void Next_CallsOrBytesBeyondTheBound_WaitForTheNextGroup(int calls, int bytes, int expected)
    {
        var groups = new CountedGroups(Queue([Item(true, calls, bytes), Item(true, calls, bytes)]), chunksMax: 8);
        Assert.Equal(expected, groups.Next(TestContext.Current.CancellationToken).Count);
        Assert.Equal(2 - expected, groups.Next(TestContext.Current.CancellationToken).Count);
    }

    [Fact]
    public void Next_UncountedChunkBehindACountedOne_IsNotWaitedForAndNotLost()
    {
        var (first, second) = (Item(true), Item(false));
        var groups = new CountedGroups(Queue([first, second]), chunksMax: 8);
        Assert.Equal([first], groups.Next(TestContext.Current.CancellationToken));
        second.Counted.Set();
        Assert.Equal([second], groups.Next(TestContext.Current.CancellationToken));
        Assert.Empty(groups.Next(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void DisposeAll_AfterAnInterruption_GivesEachChunkBack()
    {
        var released = 0;
        var items = Enumerable.Range(0, 5).Select(_ => Item(true, release: () => released++)).ToList();
        var groups = new CountedGroups(Queue(items), chunksMax: 2);
        groups.Next(TestContext.Current.CancellationToken);
        groups.DisposeAll();
        Assert.Equal(5, released);
    }

    private static BlockingCollection<WorkItem> Queue(IEnumerable<WorkItem> items)
    {
        var queue = new BlockingCollection<WorkItem>();
        foreach (var item in items) queue.Add(item);
        queue.CompleteAdding();
        return queue;
    }

    private static WorkItem Item(bool counted, int calls = 1, int bytes = 1, int place = 0, Action? release = null)
    {
        var chunk = new Chunk
        {
            InputOrdinal = 0, Start = new(place, 1), Next = new(place + 1, 2), Bytes = new byte[bytes], EndOfInput = false, Release = release ?? (static () => { }),
        };
        var item = new WorkItem(chunk, "file:///a", new ChunkPosting(), 0);
        for (var i = 0; i < calls; i++) item.Posting.Calls.Add(default);
        if (counted) item.Counted.Set();
        return item;
    }
}
