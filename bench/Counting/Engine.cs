using System.Reflection;
using System.Runtime.Loader;

namespace Accounting.Counting;

/// <summary>One build of the tokenization assembly, so that two of them can be measured in one run.</summary>
internal sealed class Engine
{
    private readonly Func<string, CountText> _create;

    private Engine(string name, Func<string, CountText> create) => (Name, _create) = (name, create);

    public delegate int CountText(ReadOnlySpan<byte> utf8);

    public string Name { get; }

    public static Engine Own { get; } = new("own", encoding => Tokenization.Encodings.TokenEncoding.Get(encoding).CreateCounter().Count);

    /// <param name="path">Another build of <c>Accounting.Tokenization.dll</c>.</param>
    public static Engine Load(string path)
    {
        var full = Path.GetFullPath(path);
        var encodings = new AssemblyLoadContext(full).LoadFromAssemblyPath(full).GetType("Accounting.Tokenization.Encodings.TokenEncoding", throwOnError: true)!;
        var get = encodings.GetMethod("Get", BindingFlags.Public | BindingFlags.Static, [typeof(string)])!;
        var create = encodings.GetMethod("CreateCounter", BindingFlags.Public | BindingFlags.Instance)!;
        var arguments = new object?[create.GetParameters().Length];
        return new(Path.GetFileName(Path.GetDirectoryName(full)!), encoding =>
        {
            var counter = create.Invoke(get.Invoke(null, [encoding]), arguments)!;
            return counter.GetType().GetMethod("Count", [typeof(ReadOnlySpan<byte>)])!.CreateDelegate<CountText>(counter);
        });
    }

    /// <summary>A counter with empty caches.</summary>
    public CountText Create(string encoding) => _create(encoding);
}
