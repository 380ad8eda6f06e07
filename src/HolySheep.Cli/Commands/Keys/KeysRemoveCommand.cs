using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;

namespace HolySheep.Cli.Commands.Keys;

/// <summary><c>holysheep keys remove</c>: removes the stored key of a provider.</summary>
internal sealed class KeysRemoveCommand : ChangeCommand
{
    private readonly Argument<string> _name = ValueArgument.Text("NAME", "The provider.").NotEmpty();

    public KeysRemoveCommand(ConfigurationOptions common, StandardOutput output, Messages messages)
        : base("remove", "Removes the stored key of a provider; the provider stays.", common, output, messages) => Take([_name]);

    protected override string TargetOf(ConfigurationFile file) => new StoredKeys(file).Folder;

    protected override string Change(ParseResult parse, ConfigurationFile file) => new StoredKeys(file).Remove(parse.GetRequiredValue(_name));
}
