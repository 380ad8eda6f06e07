using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Interactive.Markdown;

namespace HolySheep.Interactive.Terminal;

/// <summary>Shows an answer as it arrives: Markdown with styles if the terminal has them, otherwise as it was written. Control characters are made visible.</summary>
/// <param name="screen">The terminal.</param>
/// <param name="isMarkdown">False if the answer is not Markdown.</param>
internal sealed class AnswerView(IChatScreen screen, bool isMarkdown)
{
    private readonly MarkdownStream? _markdown = isMarkdown && screen.HasStyles ? new MarkdownStream(() => screen.Width) : null;
    private bool _inLine;

    /// <summary>Shows a piece.</summary>
    public ValueTask ShowAsync(string piece)
    {
        var text = TerminalText.Harmless(piece);
        return WriteAsync(_markdown is null ? text : _markdown.Write(text));
    }

    /// <summary>Shows what is left, and ends the last line.</summary>
    public async ValueTask EndAsync()
    {
        await WriteAsync(_markdown?.End() ?? "").ConfigureAwait(false);
        if (_inLine)
        {
            await WriteAsync("\n").ConfigureAwait(false);
        }
    }

    private ValueTask WriteAsync(string text)
    {
        if (text.Length == 0)
        {
            return default;
        }

        _inLine = text[text.Length - 1] != '\n';
        return screen.WriteAsync(text);
    }
}
