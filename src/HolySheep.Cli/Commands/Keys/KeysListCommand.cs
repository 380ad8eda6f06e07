using System.CommandLine;
using System.Linq;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Keys;

/// <summary><c>holysheep keys list</c>: lists the stored keys, without their values.</summary>
internal sealed class KeysListCommand : Command
{
    public KeysListCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("list", "Lists the stored keys and whether they are used, never their values. 'holysheep providers list' shows the place of every key.")
    {
        SetAction(parse =>
        {
            using var client = common.OpenClient(parse, messages);
            var places = client.ListProviders().ToDictionary(provider => provider.Options.Name, provider => provider.KeyPlace);
            var keys = new StoredKeys(common.File(parse)).List(name => places.TryGetValue(name, out var place) ? place : null);
            output.Show(common.Json(parse), () => KeysJson.Of(keys), () => KeysTable.Write(output, keys));
            return ExitCode.Answered;
        });
    }
}
