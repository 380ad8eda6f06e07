using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Input;

namespace HolySheep.Cli.Commands;

/// <summary>The prompt of a command line: an argument, standard input, or both.</summary>
internal sealed class PromptArguments(PromptReader prompts, string description)
{
    private readonly Argument<string?> _prompt = new("PROMPT") { Arity = ArgumentArity.ZeroOrOne, Description = description };

    private readonly Argument<string?> _dash = new(PromptReader.Dash)
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "Puts standard input after the prompt.",
    };

    private readonly Option<bool> _noInput = ValueOption.NoInput();

    public void AddTo(Command command)
    {
        command.Arguments.Add(_prompt);
        command.Arguments.Add(_dash);
        command.Options.Add(_noInput);
    }

    public bool IsGiven(ParseResult parse) => Given(parse) is not null;

    /// <summary>The prompt as it was given; null if it was not.</summary>
    public string? Given(ParseResult parse) => parse.GetValue(_prompt);

    public Task<string> ReadAsync(ParseResult parse, CancellationToken cancellationToken) =>
        prompts.ReadAsync(parse.GetValue(_prompt), parse.GetValue(_dash), parse.GetValue(_noInput), cancellationToken);

    /// <summary>Refuses a line that would ignore data in standard input.</summary>
    /// <exception cref="Errors.HolySheepException">Data is waiting, and the line does not use it.</exception>
    public void RefuseWaitingData(ParseResult parse)
    {
        if (!UsesInput(parse))
        {
            prompts.RefuseWaitingData(parse.GetValue(_noInput));
        }
    }

    /// <summary>After a call, warns about data that arrived in standard input meanwhile, if the line does not use it.</summary>
    public void WarnOfLateData(ParseResult parse)
    {
        if (!UsesInput(parse) && !parse.GetValue(_noInput))
        {
            prompts.WarnOfLateData();
        }
    }

    private bool UsesInput(ParseResult parse) => parse.GetValue(_prompt) is PromptReader.Dash || parse.GetValue(_dash) is not null;
}
