namespace Accounting.BatchClient.Models.Remote;

/// <summary>A price list as it was fetched.</summary>
/// <param name="Content">As it came, not checked yet.</param>
/// <param name="EntityTag">By which the server tells later whether it is still the same; null where it gave none.</param>
/// <param name="IsNew">Whether it came now; else the server said that what is kept is still its list.</param>
internal sealed record PriceList(byte[] Content, string? EntityTag, bool IsNew);
