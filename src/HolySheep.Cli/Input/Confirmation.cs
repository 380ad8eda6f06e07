using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Input;

/// <summary>Asks the person at the terminal; without one, nothing is asked and nothing is done.</summary>
internal sealed class Confirmation(StandardInput input, Messages messages)
{
    /// <param name="question">The question, to which y means yes.</param>
    /// <param name="option">The option that answers it in advance.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <exception cref="HolySheepException">The answer is not yes, or no terminal can be asked.</exception>
    public async Task AskAsync(string question, string option, CancellationToken cancellationToken)
    {
        if (!input.IsTerminal)
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, $"{question} Standard input is not a terminal, so the question cannot be asked.", $"Add {option} if this is what you want.");
        }

        messages.Pass($"{question} [y/N] ");

        // A read cannot be cancelled: it is abandoned if the caller stops first.
        var answer = await Task.Run(Console.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);
        if (answer?.Trim() is not ("y" or "Y" or "yes"))
        {
            throw new HolySheepException(ErrorCode.CallCancelled, "Nothing was done.");
        }
    }
}
