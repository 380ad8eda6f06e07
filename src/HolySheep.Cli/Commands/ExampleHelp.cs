using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace HolySheep.Cli.Commands;

/// <summary>Adds a command's examples to the end of its help.</summary>
internal sealed class ExampleHelp(HelpAction inner) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        inner.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IHasExamples { Examples: var examples })
        {
            parseResult.InvocationConfiguration.Output.WriteLine(examples.ReplaceLineEndings("\n"));
        }

        return 0;
    }
}
