namespace Accounting.Grains.Interfaces.Counting;

/// <summary>
/// Reads chunks of logs as calls and counts their text where the log reports no usage. Any integer is a key: one key's calls reach one silo
/// only, so a client spreads its chunks
/// over many keys. Counting is pure: a call that is repeated gives the same answer and changes nothing.
/// </summary>
[Alias(Aliases.TokenizerGrain)]
public interface ITokenizerGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Counts a chunk, or refuses at once where the silo has as many waiting as it may: wait as long as the answer suggests, and send it
    /// again.
    /// </summary>
    [Alias("count"), ResponseTimeout("00:02:00")]
    Task<CountAnswer> Count(CountRequest request, CancellationToken cancellationToken = default);
}
