using System.Collections.Generic;
using System.CommandLine;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands;

/// <summary>A command that changes the configuration, or with <c>--what-if</c> checks the change and says what it would be.</summary>
internal abstract class ChangeCommand : Command
{
    private readonly Option<bool> _whatIf = ValueOption.Flag("--what-if", "Checks the change and says what it would be; writes nothing.");
    private readonly ConfigurationOptions _common;
    private readonly StandardOutput _output;
    private readonly Messages _messages;

    protected ChangeCommand(string name, string description, ConfigurationOptions common, StandardOutput output, Messages messages)
        : base(name, description)
    {
        _common = common;
        _output = output;
        _messages = messages;
        SetAction(async (parse, cancellationToken) =>
        {
            await PrepareAsync(parse, cancellationToken);
            return Run(parse);
        });
    }

    /// <summary>Adds what the command takes, and after it the options of all changes.</summary>
    protected void Take(params IReadOnlyList<Symbol> symbols)
    {
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                Arguments.Add(argument);
            }
            else
            {
                Options.Add((Option)symbol);
            }
        }

        Options.Add(_whatIf);
    }

    /// <summary>Reads what the change needs in addition to the line.</summary>
    protected virtual Task PrepareAsync(ParseResult parse, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The file that the change writes, for messages.</summary>
    protected virtual string TargetOf(ConfigurationFile file) => file.Path;

    /// <summary>Makes the change, which the file only checks for a preview.</summary>
    /// <returns>The change in words.</returns>
    protected abstract string Change(ParseResult parse, ConfigurationFile file);

    private int Run(ParseResult parse)
    {
        var whatIf = parse.GetValue(_whatIf);
        var file = _common.File(parse, preview: whatIf);
        var action = Change(parse, file);
        _messages.Warnings(file.NewWarnings);

        ChangeText.Write(_output, _common.Json(parse), whatIf, action, TargetOf(file), file.NewWarnings);
        return ExitCode.Answered;
    }
}
