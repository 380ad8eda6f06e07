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

    public void AddTo(Command command)
    {
        command.Arguments.Add(_prompt);
        command.Arguments.Add(_dash);
    }

    public bool IsGiven(ParseResult parse) => parse.GetValue(_prompt) is not null;

    public Task<string> ReadAsync(ParseResult parse, CancellationToken cancellationToken) =>
        prompts.ReadAsync(parse.GetValue(_prompt), parse.GetValue(_dash), cancellationToken);
}
