using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Chains;

/// <summary><c>holysheep chains list</c>: lists the chains in effect.</summary>
internal sealed class ChainsListCommand : Command
{
    private readonly Argument<string?> _model = ValueArgument.Optional("MODEL", "The model, with wildcards. Default: all.").NotEmpty();

    public ChainsListCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("list", "Lists the chains in effect: the configured ones, and the built-in ones that apply.")
    {
        Arguments.Add(_model);
        SetAction(parse =>
        {
            var configuration = common.Read(parse, messages);
            var chains = NamePattern.Select(
                configuration.Chains.OrderBy(chain => chain.Key, StringComparer.Ordinal),
                chain => chain.Key,
                parse.GetValue(_model),
                model => KeyValuePair.Create(model, configuration.GetChain(model)));
            output.Show(common.Json(parse), () => ChainsJson.Of(chains), () => ChainsTable.Write(output, chains));
            return ExitCode.Answered;
        });
    }
}
