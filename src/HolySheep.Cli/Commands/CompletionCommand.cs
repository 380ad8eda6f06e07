using System.CommandLine;
using HolySheep.Cli.Completion;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary><c>holysheep completion</c>: prints the completion script of a shell.</summary>
internal sealed class CompletionCommand : Command, IHasExamples
{
    private readonly Argument<string> _shell = ValueArgument.Text("SHELL", string.Join(", ", CompletionScripts.Shells) + ".").NotEmpty();

    public CompletionCommand(StandardOutput output)
        : base("completion", "Prints a script that completes commands, options, models, providers and chains, from local data.")
    {
        Arguments.Add(_shell);
        SetAction(parse =>
        {
            var shell = parse.GetRequiredValue(_shell);
            output.WriteLine(CompletionScripts.Of(shell) ?? throw new HolySheepException(
                ErrorCode.ArgumentInvalid, $"There is no completion for '{shell}'{NearestName.Suggest(shell, CompletionScripts.Shells)}", $"There is one for: {string.Join(", ", CompletionScripts.Shells)}."));
            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          source <(holysheep completion bash)
          holysheep completion fish > ~/.config/fish/completions/holysheep.fish
          holysheep completion pwsh | Out-String | Invoke-Expression

        """;
}
