using System.Collections.Generic;
using System.CommandLine;
using HolySheep.Configuration.Edits;

namespace HolySheep.Cli.Commands.Providers;

/// <summary>The options for where a provider's keys are; never a key.</summary>
internal sealed class ProviderKeyOptions
{
    private readonly Option<IReadOnlyList<string>?> _references = ValueOption.List("--api-key-reference", "REF,REF",
        "References to its keys, in the order in which they are tried: env:NAME, file:PATH (relative to the configuration's folder) or none; never a key itself.");
    private readonly Option<string?> _order = ValueOption.Text("--key-order", "failover|spread", "How several keys are used. Default: failover, one after another.");
    private readonly Option<IReadOnlyList<string>?> _command = ValueOption.List("--api-key-command", "PROGRAM,ARG", "A program and its arguments that print a key which expires; run without a shell.");
    private readonly Option<double?> _lifetime = ValueOption.Number<double>("--api-key-lifetime-sec", "How long a key of the command is used, in seconds. Default for a new command: 3000.");

    public IReadOnlyList<Option> All => [_references, _order, _command, _lifetime];

    public ProviderEdit Apply(ParseResult parse, ProviderEdit edit) => edit with
    {
        ApiKeys = parse.GetValue(_references),
        KeyOrder = parse.GetValue(_order),
        KeyCommand = parse.GetValue(_command),
        KeyLifetimeSec = parse.GetValue(_lifetime),
    };
}
