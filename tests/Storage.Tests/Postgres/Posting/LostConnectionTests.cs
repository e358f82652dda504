using Accounting.Core.Ledger;
using Accounting.Core.Ledger.Parts;
using Accounting.Storage.Postgres;
using Accounting.Storage.Tests.Support;
using Accounting.TestKit;
using Npgsql;

namespace Accounting.Storage.Tests.Postgres.Posting;

/// <summary>Connections that are cut at every step: nothing is lost, nothing is stored twice (invariant 2).</summary>
public sealed class LostConnectionTests : IDisposable
{
    private readonly PostgresTestLedger _ledger = new();
    private int _statements;
    private int _cutAt = -1;

    public LostConnectionTests() => _ledger.Postgres.Database.BeforeStatement = session =>
    {
        if (_statements++ == _cutAt) Cut(session);
    };

    [Fact]
    public void Post_CutBeforeEachStatementInTurn_IsAsIfUndisturbed()
    {
        using var undisturbed = new SqliteTestLedger();
        for (_cutAt = 0; _cutAt < _statements || _statements == 0; _cutAt++)
        {
            var input = InputOf(_cutAt);
            undisturbed.Bill($"{_cutAt}", 2, input);
            _statements = 0;
            var run = _ledger.Start($"{_cutAt}", input).Run;
            _ledger.Postgres.PostChunks(run, [.. Chunks.Of(0, input, 2, InputPosition.Start)], TestPrices.Standard);
            _ledger.Accounting.Finish(run);
            Assert.True(_statements < 100);
            Assert.Equal(new RecordCounts(4, 2, 0, 1, 1, 0), _ledger.Run(run).Inputs[0].Counts);
        }
        Assert.True(_cutAt > 15, $"Only {_cutAt} statements were met.");
        _cutAt = -1;
        Assert.Equal(undisturbed.Accounting.Digest(), _ledger.Accounting.Digest());
        Assert.Empty(_ledger.Accounting.Verify());
    }

    [Fact]
    public void PostPartsAndVoid_CutBeforeEachStatementInTurn_IsAsIfUndisturbed()
    {
        for (_cutAt = 0; _cutAt < _statements || _statements == 0; _cutAt++)
        {
            var input = InputOf(_cutAt);
            var kept = _ledger.Start($"{_cutAt}", input).Run;
            _statements = 0;
            _ledger.Postgres.Post(kept, Chunks.One(0, input, 0, 4));
            Assert.Equal(2, _ledger.Accounting.VoidRun(kept, "wrong"));
            Assert.True(_statements < 100);
            Assert.Throws<LedgerException>(() => _ledger.Accounting.VoidRun(kept, "again"));
        }
        _cutAt = -1;
        Assert.Empty(_ledger.Accounting.Lines(new()));
        Assert.Empty(_ledger.Accounting.Verify());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Post_CutWhileTheCommitIsOnItsWay_AsksTheServerWhetherItWasStored(bool arrives)
    {
        var input = InputOf(1);
        var run = _ledger.Start("a", input).Run;
        _ledger.Accounting.PostChunk(run, Chunks.One(0, input, 0, 1), TestPrices.Standard);
        var asked = 0;
        _ledger.Postgres.Database.BeforeStatement = session =>
        {
            // The transaction's last two calls: before and after the commit.
            if (!session.IsCommitting || asked++ != (arrives ? 1 : 0)) return;
            Cut(session);
            throw new NpgsqlException("the connection was lost");
        };
        _ledger.Accounting.PostChunk(run, Chunks.One(0, input, 1, 3), TestPrices.Standard);
        Assert.True(asked > 1);
        Assert.Equal(new RecordCounts(4, 2, 0, 1, 1, 0), _ledger.Run(run).Inputs[0].Counts);
        Assert.Equal(2, _ledger.Accounting.Lines(new()).Sum(line => line.Calls));
        _ledger.Postgres.Database.BeforeStatement = null;
        Assert.Empty(_ledger.Accounting.Verify());
    }

    [Fact]
    public void Post_WhileTheServerIsDown_IsUnavailableAndGoesOnAfterARestart()
    {
        using var server = PostgresServer.TryStart();
        Assert.SkipWhen(server is null, PostgresServer.NoServer);
        var address = PostgresAddress.Parse(server.Address);
        using var ledger = PostgresAccounting.Open(address, LedgerAccess.Create, new ManualTime());
        var input = InputOf(1);
        var run = ledger.StartOrResume(Plans.Of("a", input)).Run;
        ledger.PostChunk(run, Chunks.One(0, input, 0, 1), TestPrices.Standard);
        server.Stop(atOnce: true);
        var refusal = Assert.Throws<LedgerException>(() => ledger.PostChunk(run, Chunks.One(0, input, 1, 3), TestPrices.Standard));
        Assert.Equal(LedgerFault.Unavailable, refusal.Fault);
        Assert.Equal(LedgerFault.Unavailable, Assert.Throws<LedgerException>(() => ledger.Lines(new()).Count()).Fault);
        server.Start();
        ledger.PostChunk(run, Chunks.One(0, input, 1, 3), TestPrices.Standard);
        ledger.Finish(run);
        Assert.Equal(new RecordCounts(4, 2, 0, 1, 1, 0), ledger.FindRun(run)!.Inputs[0].Counts);
        Assert.Empty(ledger.Verify());
    }

    public void Dispose()
    {
        _ledger.Postgres.Database.BeforeStatement = null;
        _ledger.Dispose();
    }

    private static TestInput InputOf(int number) =>
        new($"file:///{number}", new($"{number}-1"), new($"{number}-1"), new($"{number}-1", Output: 7), new($"{number}-2", "bolt"));

    private void Cut(PostgresSession session)
    {
        var statements = _statements;
        _ledger.Execute($"SELECT pg_terminate_backend({session.Connection.ProcessID}, 5000)");
        _statements = statements;
    }
}
