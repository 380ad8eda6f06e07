using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Input;

/// <summary>Finds the prompt: the argument, standard input, or both.</summary>
internal sealed class PromptReader(StandardInput input, Messages messages, string usage = PromptReader.ChatUsage)
{
    /// <summary>The word that stands for standard input.</summary>
    public const string Dash = "-";

    private const string ChatUsage = "Usage: holysheep chat 'PROMPT' [options], or: command | holysheep chat ['PROMPT' -] [options]";

    /// <summary>Reads the prompt; standard input is touched only where no prompt is given or <c>-</c> is.</summary>
    /// <param name="prompt">The first argument.</param>
    /// <param name="second">The second argument, which can only be <c>-</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HolySheepException">The arguments do not fit, or there is nobody to read from.</exception>
    public async Task<string> ReadAsync(string? prompt, string? second, CancellationToken cancellationToken)
    {
        if (second is not (null or Dash))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"A second prompt '{second}' was given.", "Put a prompt of several words in quotes. " + usage);
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

    private async Task<string> JoinAsync(string prompt, CancellationToken cancellationToken)
    {
        if (input.IsTerminal)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "'-' stands for standard input, and that is the terminal.", usage);
        }

        var text = await ReadInputAsync(cancellationToken);
        if (text.Length > 0)
        {
            return prompt + "\n\n" + text;
        }

        messages.Warning("Standard input is empty; the prompt goes alone.");
        return prompt;
    }

    private async Task<string> ReadInputAsync(CancellationToken cancellationToken)
    {
        // A read of a pipe cannot be stopped: it is left behind where the caller stops first.
        var bytes = await Task.Run(() => InputText.ReadToEnd(input.OpenStream()), CancellationToken.None).WaitAsync(cancellationToken);
        var text = InputText.Decode(bytes, out var replaced);
        if (replaced)
        {
            messages.Warning("Standard input is not UTF-8 throughout; what cannot be read was replaced.");
        }

        return text;
    }
}
