namespace Accounting.Tokenization.BytePair;

/// <summary>How a counter works. All count the same.</summary>
internal enum CountingWay
{
    /// <summary>Piece by piece, without vectors: for machines that lack them, and as a check on the other ways.</summary>
    Scalar,

    /// <summary>In batches, by vectors of 128 bits.</summary>
    Vector128,

    /// <summary>In batches, by vectors of 256 bits.</summary>
    Vector256,

    /// <summary>In batches, by vectors of 512 bits.</summary>
    Vector512,
}
