using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat.Providers;

/// <summary>Anthropic Messages: <c>system</c> counts as a system message before the messages where it is not empty.</summary>
internal sealed class AnthropicCounter(CountingScope scope, MessageCounter messages, ContentCounter content, ToolsCounter tools)
{
    public bool TryCount(JsonValue system, JsonValue list, JsonValue offered, JsonValue choice, MessageConstants constants, ref long tokens)
    {
        var hasSystem = PythonText.IsTrue(system);
        if (hasSystem)
        {
            tokens += constants.PerMessage + scope.Count("system"u8);
            if (system.IsString) tokens += scope.Count(system.Utf8);
            else if (!system.IsArray) return scope.Fail($"`system` is {Describe.Kind(system)}, expected a string or a list of blocks.");
            else if (!content.TryCountList(system, ref tokens)) return false;
        }
        if (!messages.TryCount(list, constants, ref tokens, ref hasSystem) || !tools.TryAddTools(offered, hasSystem, ref tokens))
            return false;
        tokens += constants.ReplyPriming;
        if (choice["function"u8].IsObject) return tools.TryAddChoice(choice, ref tokens);
        var type = choice["type"u8];
        tools.AddChoice(choice.Is("none"u8) || type.Is("none"u8), type.Is("tool"u8) ? choice["name"u8] : default, ref tokens);
        return true;
    }
}
