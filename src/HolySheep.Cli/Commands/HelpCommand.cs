using System.CommandLine;
using System.Linq;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep help</c>: shows the help of a command, as <c>--help</c> after it does.</summary>
internal sealed class HelpCommand : Command, IHasExamples
{
    private readonly Argument<string[]> _words = new("COMMAND") { Arity = ArgumentArity.ZeroOrMore, Description = "The command, for example: providers set." };

    public HelpCommand(HolySheepCommand root)
        : base("help", "Shows the help of a command.")
    {
        Arguments.Add(_words);
        SetAction((parse, cancellationToken) =>
        {
            var words = parse.GetResult(_words)?.Tokens.Select(token => token.Value) ?? [];
            var help = root.Parse([.. words, "--help"], parse.Configuration);
            UsageCheck.ThrowIfUnknownCommand(help);
            return help.InvokeAsync(parse.InvocationConfiguration, cancellationToken);
        });
    }

    public string Examples => """
        Examples:
          holysheep help
          holysheep help providers set

        """;
}
