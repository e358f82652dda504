namespace Accounting.TestKit;

/// <summary>Where the checkout and the data beside it are.</summary>
public static class Checkout
{
    /// <summary>The folder that holds <c>Accounting.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>
    /// The reference data beside the checkout, or null where it is absent: <c>ACCOUNTING_SHARED</c>, else <c>../shared</c>.
    /// Tests that need it call <c>Assert.SkipWhen(Checkout.Shared is null, Checkout.NoSharedData)</c>.
    /// </summary>
    public static string? Shared { get; } = FindShared();

    public const string NoSharedData = "The reference data is not beside the checkout (../shared, or set ACCOUNTING_SHARED).";

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Accounting.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No Accounting.sln above {AppContext.BaseDirectory}.");
    }

    private static string? FindShared()
    {
        var folder = Environment.GetEnvironmentVariable("ACCOUNTING_SHARED") ?? Path.Combine(Root, "..", "shared");
        return Directory.Exists(Path.Combine(folder, "data")) ? Path.GetFullPath(folder) : null;
    }
}
