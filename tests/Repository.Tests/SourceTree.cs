using Accounting.TestKit;

namespace Accounting.Repository.Tests;

/// <summary>The files of the checkout, as rules about the repository see them.</summary>
internal static class SourceTree
{
    private static readonly string[] Generated = ["artifacts", "bin", "obj", "node_modules", ".git"];

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.Exists(Path.Combine(Checkout.Root, folder))
            ? Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), pattern, SearchOption.AllDirectories)
                .Where(path => !Relative(path).Split('/').Intersect(Generated).Any())
                .Order(StringComparer.Ordinal)
            : [];

    public static string Relative(string path) => Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/');

    public static string Read(string relativePath) => File.ReadAllText(Path.Combine(Checkout.Root, relativePath));
}
