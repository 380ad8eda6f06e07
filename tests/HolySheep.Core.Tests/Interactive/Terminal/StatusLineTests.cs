using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Interactive.Terminal;

/// <summary>The line that shows the wait for an answer.</summary>
public sealed class StatusLineTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task It_appears_after_a_second_counts_once_a_second_and_leaves_no_trace()
    {
        var screen = new RecordedScreen();
        var status = new StatusLine(screen, _clock);
        status.Asking("one/alpha");
        status.Begin();
        foreach (var wait in (int[])[0, 500, 499])
        {
            _clock.Advance(TimeSpan.FromMilliseconds(wait));
            await status.TickAsync();
        }

        Assert.Equal("", screen.Written);
        foreach (var wait in (int[])[1, 300, 700])
        {
            _clock.Advance(TimeSpan.FromMilliseconds(wait));
            await status.TickAsync();
        }

        await status.EndAsync();
        await status.EndAsync();
        await status.TickAsync();
        Assert.Equal($"{Ansi.ClearLine}{WaitText.Of("one/alpha", 1)}{Ansi.ClearLine}{WaitText.Of("one/alpha", 2)}{Ansi.ClearLine}", screen.Written);
    }

    [Theory]
    [InlineData(20, true, 19)]
    [InlineData(1, true, 0)]
    [InlineData(20, false, 0)]
    public async Task It_never_reaches_the_last_column_and_needs_a_cursor_that_moves(int width, bool canMove, int longest)
    {
        var screen = new RecordedScreen { Width = width, CanMove = canMove };
        var status = new StatusLine(screen, _clock);
        status.Begin();
        _clock.Advance(TimeSpan.FromSeconds(3));
        await status.TickAsync();

        Assert.Equal(longest, screen.Written.Replace(Ansi.ClearLine, "", StringComparison.Ordinal).Length);
    }

    [Fact]
    public async Task An_answer_cannot_control_the_terminal_with_or_without_styles()
    {
        foreach (var hasStyles in (bool[])[true, false])
        {
            var screen = new RecordedScreen { HasStyles = hasStyles };
            var view = new AnswerView(screen, isMarkdown: true);
            foreach (var piece in (string[])["a\u001b]0;title\u0007", "b\u009b2J", "c\u001b", "[2Jd\n"])
            {
                await view.ShowAsync(piece);
            }

            await view.EndAsync();
            Assert.All((string[])["\u001b", "\u009b", "\u0007"], control => Assert.DoesNotContain(control, screen.Written, StringComparison.Ordinal));
            Assert.EndsWith("d\n", screen.Written, StringComparison.Ordinal);
        }
    }
}
