using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Names;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Interactive.Terminal;

/// <summary>A session as a terminal shows it.</summary>
public sealed class ChatTerminalTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_provider_says_in_an_error_cannot_control_the_terminal(bool hasStyles)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Error(400, "invalid_value", "bad\u001b[2Jthing\u0007 and \u009b2Jmore"));
        var session = new ChatSession(stage.Client, new ChatSessionOptions { Request = new ChatRequest { Messages = [] }, Names = KnownNames.Read("/nowhere/config.json", _ => null) });
        var screen = new RecordedScreen { HasStyles = hasStyles };
        await new ChatTerminal(session, screen, new EndedInput(), TimeProvider.System).RunAsync("hi", CancellationToken.None);

        Assert.Contains("thing", screen.Written, StringComparison.Ordinal);
        Assert.All((string[])["\u001b[2J", "\u009b", "\u0007"], control => Assert.DoesNotContain(control, screen.Written, StringComparison.Ordinal));
    }

    private sealed class EndedInput : IChatInput
    {
        public ValueTask<string?> ReadAsync(CancellationToken cancellationToken) => new((string?)null);

        public bool WantsToStop() => false;
    }
}
