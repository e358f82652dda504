using Accounting.Grains.Interfaces.Calls;

namespace Accounting.Grains.Interfaces.Counting;

/// <summary>A counted chunk, or a refusal.</summary>
[GenerateSerializer, Immutable, Alias(Aliases.CountAnswer)]
public sealed class CountAnswer
{
    /// <summary>Null: the silo has no room now, and nothing was counted.</summary>
    [Id(0)] public ChunkMessage? Chunk { get; init; }
    /// <summary>With a refusal: how long to wait before sending the chunk again.</summary>
    [Id(1)] public TimeSpan Pause { get; init; }

    public static CountAnswer Busy(TimeSpan pause) => new() { Pause = pause };

    /// <param name="chunk">Without its bytes: the client has them.</param>
    public static CountAnswer Of(ChunkMessage chunk) => new() { Chunk = chunk };
}
