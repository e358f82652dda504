using System.Buffers;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>
/// Tools as the text that OpenAI's models are taken to see, and that LiteLLM counts (1.5): a TypeScript namespace. Written to the scope's
/// scratch memory. One quirk is kept: of each entry of a nested object only the first line is indented, and its closing brace is not.
/// </summary>
internal sealed class ToolText(CountingScope scope)
{
    private ArrayBufferWriter<byte> _writer = new();

    /// <summary>Renders all tools; false where a schema lacks what it must have.</summary>
    public bool TryWrite(JsonValue tools)
    {
        _writer = scope.Rent();
        _writer.Write("namespace functions {\n\n"u8);
        if (tools.IsObject && !TryWriteTool(tools)) return false;
        foreach (var tool in tools)
            if (!TryWriteTool(tool)) return false;
        _writer.Write("} // namespace functions"u8);
        return true;
    }

    private bool TryWriteTool(JsonValue tool)
    {
        var function = tool["function"u8];
        if (function.IsObject) return TryWriteFunction(function, function["parameters"u8]);
        var specification = tool["toolSpec"u8];
        if (specification.IsObject) return TryWriteFunction(specification, specification["inputSchema"u8]["json"u8]);
        var declarations = FirstTrue(tool["function_declarations"u8], tool["functionDeclarations"u8]);
        if (!declarations.IsArray) return TryWriteFunction(tool, FirstTrue(tool["input_schema"u8], tool["parameters"u8]));
        foreach (var declaration in declarations)
            if (!TryWriteFunction(declaration, declaration["parameters"u8])) return false;
        return true;
    }

    private static JsonValue FirstTrue(JsonValue first, JsonValue second) => PythonText.IsTrue(first) ? first : second;

    private bool TryWriteFunction(JsonValue function, JsonValue parameters)
    {
        var name = function["name"u8];
        if (!PythonText.IsTrue(name)) return true;
        WriteDescription(function["description"u8], 0);
        _writer.Write("type "u8);
        PythonText.WriteText(_writer, name);
        var properties = parameters["properties"u8];
        if (!properties.IsObject || !PythonText.IsTrue(properties))
        {
            _writer.Write(" = () => any;\n\n"u8);
            return true;
        }
        _writer.Write(" = (_: {\n"u8);
        if (!TryWriteProperties(parameters, 0)) return false;
        _writer.Write("\n}) => any;\n\n"u8);
        return true;
    }

    private bool TryWriteProperties(JsonValue schema, int indent)
    {
        var properties = schema["properties"u8];
        if (!PythonText.IsTrue(properties)) return true;
        if (!properties.IsObject)
            return scope.Fail($"The `properties` of a tool's schema are {Describe.Kind(properties)}, expected an object.");
        var required = new RequiredNames(schema["required"u8]);
        var first = true;
        foreach (var (name, property) in properties.Members)
        {
            if (!property.IsObject)
                return scope.Fail($"Property `{Describe.Text(name)}` of a tool's schema is {Describe.Kind(property)}, expected an object.");
            if (!first) _writer.Write("\n"u8);
            first = false;
            WriteDescription(property["description"u8], indent);
            WriteIndent(indent);
            _writer.Write(name.Utf8);
            _writer.Write(required.Contains(name) ? ": "u8 : "?: "u8);
            if (!TryWriteType(property, indent)) return false;
            _writer.Write(","u8);
        }
        return true;
    }

    private bool TryWriteType(JsonValue schema, int indent)
    {
        var type = schema["type"u8];
        if (type.Is("string"u8)) return TryWriteEnum(schema, "string"u8);
        if (type.Is("integer"u8) || type.Is("number"u8)) return TryWriteEnum(schema, "number"u8);
        if (type.Is("array"u8)) return TryWriteArray(schema["items"u8], indent);
        if (type.Is("object"u8))
        {
            _writer.Write("{\n"u8);
            if (!TryWriteProperties(schema, indent + 2)) return false;
            _writer.Write("\n}"u8);
            return true;
        }
        _writer.Write(type.Is("boolean"u8) ? "boolean"u8 : type.Is("null"u8) ? "null"u8 : "any"u8);
        return true;
    }

    private bool TryWriteArray(JsonValue items, int indent)
    {
        if (!items.IsObject)
            return scope.Fail($"An array in a tool's schema has `items` that are {Describe.Kind(items)}, expected an object.");
        if (!TryWriteType(items, indent)) return false;
        _writer.Write("[]"u8);
        return true;
    }

    private bool TryWriteEnum(JsonValue schema, ReadOnlySpan<byte> otherwise)
    {
        var values = schema["enum"u8];
        if (values.Kind == JsonKind.Missing)
        {
            _writer.Write(otherwise);
            return true;
        }
        if (!values.IsArray) return scope.Fail($"An `enum` in a tool's schema is {Describe.Kind(values)}, expected a list.");
        var separator = "\""u8;
        foreach (var value in values)
        {
            _writer.Write(separator);
            PythonText.WriteText(_writer, value);
            _writer.Write("\""u8);
            separator = " | \""u8;
        }
        return true;
    }

    private void WriteDescription(JsonValue description, int indent)
    {
        if (!PythonText.IsTrue(description)) return;
        WriteIndent(indent);
        _writer.Write("// "u8);
        PythonText.WriteText(_writer, description);
        _writer.Write("\n"u8);
    }

    private void WriteIndent(int indent)
    {
        _writer.GetSpan(indent + 1)[..indent].Fill((byte)' ');
        _writer.Advance(indent);
    }
}
