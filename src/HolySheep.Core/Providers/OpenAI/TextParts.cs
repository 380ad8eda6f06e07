using System.Text;

namespace HolySheep.Providers.OpenAI;

/// <summary>A text that comes in pieces; one that comes whole is not copied.</summary>
internal sealed class TextParts
{
    private string? _only;
    private StringBuilder? _several;

    /// <summary>The text so far; null where none came.</summary>
    public string? OrNull => _several?.ToString() ?? _only;

    public static string? Joined(params string?[] texts) => string.Concat(texts) is { Length: > 0 } text ? text : null;

    public void Add(string? piece)
    {
        if (string.IsNullOrEmpty(piece))
        {
            return;
        }

        if (_only is null)
        {
            _only = piece;
        }
        else
        {
            (_several ??= new StringBuilder(_only)).Append(piece);
        }
    }
}
