using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange;

/// <summary>Builds one tool call from its pieces.</summary>
internal sealed class ToolCallBuilder(int index)
{
    // Names that grow for ever are none.
    private const int LongestName = 1024;

    private readonly TextParts _arguments = new();

    public int Index { get; } = index;

    public string Id { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>True if the arguments are JSON as they are, so that nothing can follow.</summary>
    private bool IsWhole => _arguments.OrNull is { } arguments && IsJson(arguments);

    /// <summary>Whether a piece begins another call although it has the place of this one.</summary>
    public bool IsAnother(ToolCallPiece piece)
    {
        if (!string.IsNullOrEmpty(piece.Id) && Id.Length > 0)
        {
            return piece.Id != Id || (!string.IsNullOrEmpty(piece.Name) && IsWhole && !Repeats(piece));
        }

        return !string.IsNullOrEmpty(piece.Name) && Name.Length > 0 && IsWhole && !Repeats(piece);
    }

    public void Add(ToolCallPiece piece)
    {
        if (Repeats(piece))
        {
            return;
        }

        Id = string.IsNullOrEmpty(piece.Id) ? Id : piece.Id!;
        if (piece.Name != Name && Name.Length < LongestName)
        {
            Name += piece.Name;
        }

        if (_arguments.Length == 2 && _arguments.OrNull == "{}" && piece.Arguments?.TrimStart().StartsWith("{", System.StringComparison.Ordinal) == true)
        {
            // Some servers begin with an empty object in place of nothing.
            _arguments.Replace(piece.Arguments);
            return;
        }

        _arguments.Append(piece.Arguments);
    }

    public ChatToolCall ToCall()
    {
        _arguments.Finish();
        return new ChatToolCall(Id, Name, _arguments.OrNull ?? "");
    }

    /// <summary>What the model wrote of it.</summary>
    public override string ToString() => Name + _arguments.OrNull;

    /// <summary>Whether a piece tells the whole call again.</summary>
    private bool Repeats(ToolCallPiece piece) =>
        Name.Length > 0 && piece.Name == Name && (string.IsNullOrEmpty(piece.Id) || piece.Id == Id) && piece.Arguments is { Length: > 0 } arguments && arguments.Length == _arguments.Length && arguments == _arguments.OrNull;

    private static bool IsJson(string text)
    {
        var start = text.TrimStart();
        if (!start.StartsWith("{", System.StringComparison.Ordinal) || !text.TrimEnd().EndsWith("}", System.StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
