using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>
/// The <c>required</c> list of a schema. Short lists are searched as they stand; long ones are hashed, so that a hostile schema does not
/// cost its square.
/// </summary>
internal readonly struct RequiredNames
{
    private const int SearchedMax = 64;

    private readonly JsonValue _names;
    private readonly HashSet<string>? _hashed;

    public RequiredNames(JsonValue names)
    {
        _names = names;
        var count = 0;
        foreach (var _ in names) count++;
        if (count <= SearchedMax) return;
        _hashed = new(count, StringComparer.Ordinal);
        foreach (var name in names)
            if (name.IsString) _hashed.Add(name.GetString());
    }

    public bool Contains(JsonValue name)
    {
        if (_hashed is not null) return _hashed.Contains(name.GetString());
        foreach (var required in _names)
            if (required.IsString && SameText(required, name)) return true;
        return false;
    }

    private static bool SameText(JsonValue left, JsonValue right) =>
        left.Raw.SequenceEqual(right.Raw) || ((MayHaveEscape(left) || MayHaveEscape(right)) && left.GetString() == right.GetString());

    private static bool MayHaveEscape(JsonValue text) => text.Raw.Contains((byte)'\\');
}
