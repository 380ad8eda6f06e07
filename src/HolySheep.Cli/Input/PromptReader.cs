using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Input;

/// <summary>Finds the prompt: the argument, standard input, or both.</summary>
internal sealed class PromptReader(StandardInput input, Messages messages, string usage = PromptReader.ChatUsage, string howToUseInput = PromptReader.DashUsesInput)
{
    /// <summary>The word that stands for standard input.</summary>
    public const string Dash = "-";

    private const string DashUsesInput = "Put '-' after the prompt to use it too";
    private const string ChatUsage = "Usage: holysheep chat 'PROMPT' [options], or: command | holysheep chat ['PROMPT' -] [options]";

    /// <summary>Reads the prompt; standard input is used only if no prompt is given or <c>-</c> is.</summary>
    /// <param name="prompt">The first argument.</param>
    /// <param name="second">The second argument, which can only be <c>-</c>.</param>
    /// <param name="noInput">Whether the caller says to ignore standard input.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="HolySheepException">The arguments do not fit, or there is nothing to read.</exception>
    public async Task<string> ReadAsync(string? prompt, string? second, bool noInput, CancellationToken cancellationToken)
    {
        if (second is not (null or Dash))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"A second prompt '{second}' was given.", "Put a prompt of several words in quotes. " + usage);
        }

        if (noInput && (prompt is null or Dash || second is Dash))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid,
                prompt is null ? "No prompt was given, and --no-input ignores standard input." : "'-' means standard input, but --no-input ignores it.", usage);
        }

        if (prompt is not (null or Dash))
        {
            return second is null ? prompt : await JoinAsync(prompt, cancellationToken);
        }

        if (input.IsTerminal)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "No prompt was given.", usage);
        }

        var text = await ReadInputAsync(cancellationToken);
        return text.Length > 0
            ? text
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, "No prompt was given, and standard input is empty.", usage);
    }

    /// <summary>Refuses a call that would ignore data in standard input.</summary>
    /// <param name="noInput">Whether the caller says to ignore standard input.</param>
    /// <exception cref="HolySheepException">Data is waiting there.</exception>
    public void RefuseWaitingData(bool noInput)
    {
        if (!noInput && input.HasData())
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid,
                "Data is waiting in standard input, and the command line does not say whether it belongs to the prompt. Nothing was sent.",
                howToUseInput + ", or give --no-input to ignore it, as in a loop: while read -r line; do holysheep … --no-input; done.");
        }
    }

    /// <summary>Warns if data arrived in standard input during the call: it is too late to refuse, but the data must not be silently ignored.</summary>
    public void WarnOfLateData()
    {
        if (input.HasData())
        {
            messages.Warning("Data arrived in standard input during the call and was not sent. " + howToUseInput + ", or give --no-input to ignore it.");
        }
    }

    private async Task<string> JoinAsync(string prompt, CancellationToken cancellationToken)
    {
        if (input.IsTerminal)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "'-' means standard input, but standard input is the terminal.", usage);
        }

        var text = await ReadInputAsync(cancellationToken);
        if (text.Length > 0)
        {
            return prompt + "\n\n" + text;
        }

        messages.Warning("Standard input is empty; only the prompt is sent.");
        return prompt;
    }

    private async Task<string> ReadInputAsync(CancellationToken cancellationToken)
    {
        // A read of a pipe cannot be cancelled: it is abandoned if the caller stops first.
        var bytes = await Task.Run(() => InputText.ReadToEnd(input.OpenStream()), CancellationToken.None).WaitAsync(cancellationToken);
        var text = InputText.Decode(bytes, out var replaced);
        if (replaced)
        {
            messages.Warning("Standard input is not valid UTF-8; invalid bytes were replaced.");
        }

        return text;
    }
}
