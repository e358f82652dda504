using Accounting.Grains.Interfaces.Calls;

namespace Accounting.Grains.Interfaces.Runs;

/// <summary>Chunks to post.</summary>
/// <param name="Run">The run's name.</param>
/// <param name="Chunks">In plan order, each beginning where the one before it ends; at most <see cref="MessageLimits.ChunksMax"/>.</param>
[GenerateSerializer, Immutable, Alias(Aliases.PostRequest)]
public sealed record PostRequest([property: Id(0)] string Run, [property: Id(1)] ChunkMessage[] Chunks);
