namespace Accounting.Storage.Runs;

/// <summary>What posting needs to know of the run that it posts for.</summary>
internal readonly record struct OpenRun(int Id, string Name, string PriceVersion, string PriceDigest, DateTimeOffset UndatedAt);

/// <summary>An input as posting sees it.</summary>
internal readonly record struct OpenInput(string Uri);
