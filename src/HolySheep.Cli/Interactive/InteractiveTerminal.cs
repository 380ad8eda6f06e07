using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Input;
using HolySheep.Cli.Output;
using HolySheep.Errors;
using HolySheep.Interactive;
using HolySheep.Interactive.Editing;
using HolySheep.Interactive.Terminal;

namespace HolySheep.Cli.Interactive;

/// <summary>Runs a session at the terminal of the command.</summary>
internal sealed class InteractiveTerminal(StandardOutput output, StandardInput input)
{
    /// <summary>Refuses a command line that cannot have a session.</summary>
    /// <param name="json">Whether JSON is requested.</param>
    /// <param name="first">The prompt of the command line; null if there is none.</param>
    /// <exception cref="HolySheepException">A stream is not a terminal, or the options contradict each other.</exception>
    public void ThrowIfNone(bool json, string? first)
    {
        if (json)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "--json cannot be combined with --interactive.", "Omit --interactive; each call prints one line of JSON.");
        }

        if (!input.IsTerminal || !output.IsTerminal || first is PromptReader.Dash)
        {
            var stream = first is PromptReader.Dash ? "'-' means standard input, which the session reads itself" : $"standard {(input.IsTerminal ? "output" : "input")} is not one";
            throw new HolySheepException(
                ErrorCode.ArgumentInvalid,
                $"--interactive needs a terminal, and {stream}.",
                "Without a terminal, give one prompt for each call: holysheep chat 'PROMPT', or command | holysheep chat 'PROMPT' -");
        }
    }

    public async Task RunAsync(ChatSession session, string? first, CancellationToken cancellationToken)
    {
        var screen = new ConsoleScreen(output);
        using var keys = new ConsoleKeys();
        var edited = new EditedInput(keys, screen, session.Complete, TimeProvider.System);
        await new ChatTerminal(session, screen, edited, TimeProvider.System).RunAsync(first is null ? null : SessionInput.Message(first), cancellationToken);
    }
}
