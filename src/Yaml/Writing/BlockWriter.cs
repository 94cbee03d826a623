using System.Text;
using System.Text.Json;

namespace MeshActors.Yaml.Writing;

/// <summary>Writes JSON values as YAML in the layout of kubectl: lists stand at the level of the key that holds them.</summary>
internal sealed class BlockWriter
{
    private readonly StringBuilder _text = new();

    public void WriteDocument(JsonElement value)
    {
        if (IsBlock(value))
        {
            WriteBlock(value, indent: 0, continuesLine: false);
        }
        else
        {
            WriteInline(value, indent: 0);
        }
    }

    public override string ToString() => _text.ToString();

    private static bool IsBlock(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() > 0,
        _ => false,
    };

    private void WriteBlock(JsonElement value, int indent, bool continuesLine)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            WriteMembers(value, indent, continuesLine);
        }
        else
        {
            WriteItems(value, indent, continuesLine);
        }
    }

    private void WriteMembers(JsonElement value, int indent, bool continuesLine)
    {
        foreach (var member in value.EnumerateObject())
        {
            Indent(continuesLine ? 0 : indent);
            continuesLine = false;
            _text.Append(ScalarText.Key(member.Name)).Append(':');
            if (!IsBlock(member.Value))
            {
                _text.Append(' ');
                WriteInline(member.Value, indent);
                continue;
            }

            _text.Append('\n');
            WriteBlock(member.Value, member.Value.ValueKind == JsonValueKind.Object ? indent + 2 : indent, continuesLine: false);
        }
    }

    private void WriteItems(JsonElement value, int indent, bool continuesLine)
    {
        foreach (var item in value.EnumerateArray())
        {
            Indent(continuesLine ? 0 : indent);
            continuesLine = false;
            _text.Append("- ");
            if (IsBlock(item))
            {
                WriteBlock(item, indent + 2, continuesLine: true);
            }
            else
            {
                WriteInline(item, indent);
            }
        }
    }

    private void WriteInline(JsonElement value, int indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                _text.Append("{}");
                break;
            case JsonValueKind.Array:
                _text.Append("[]");
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, indent);
                return;
            default:
                _text.Append(value.GetRawText());
                break;
        }

        _text.Append('\n');
    }

    private void WriteString(string value, int indent)
    {
        if (!ScalarText.FitsLiteralBlock(value))
        {
            _text.Append(ScalarText.Inline(value)).Append('\n');
            return;
        }

        var content = value.TrimEnd('\n');
        var needsIndicator = value[0] is ' ' or '\n' or '\t';
        var chomping = (value.Length - content.Length) switch { 0 => "-", 1 => "", _ => "+" };
        _text.Append('|').Append(needsIndicator ? "2" : "").Append(chomping).Append('\n');
        foreach (var line in value.EndsWith('\n') ? value[..^1].Split('\n') : value.Split('\n'))
        {
            if (line.Length > 0)
            {
                Indent(indent + 2);
            }

            _text.Append(line).Append('\n');
        }
    }

    private void Indent(int by) => _text.Append(' ', by);
}
