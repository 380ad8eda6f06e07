using System.Linq;
using System.Management.Automation;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Settings;
using HolySheep.PowerShell.Binding;
using HolySheep.PowerShell.Completers;
using HolySheep.PowerShell.Results;

namespace HolySheep.PowerShell.Commands;

/// <summary>Sets a setting of the network, the defaults, health, state, the ledger, the cache or the gateway.</summary>
[Cmdlet(VerbsCommon.Set, "HolySheepSetting", SupportsShouldProcess = true)]
[OutputType(typeof(HolySheepSetting))]
public sealed class SetHolySheepSettingCommand : HolySheepSetCommand
{
    /// <summary>The setting with its section, for example network.proxy.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(SettingCompleter))]
    public string? Name { get; set; }

    /// <summary>The value: a text, a number, true or false, or a list. Secrets are references: env:NAME or file:PATH. A piped setting without a value stays unchanged.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    public object? Value { get; set; }

    /// <summary>Writes the changed setting.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    private protected override void SetOne()
    {
        const string Example = "Write, for example: Set-HolySheepSetting network.proxy http://proxy:3128";
        if (!IsGiven(Name, "No name was given for the setting.", Example) || (Value is null && InputObject is not null))
        {
            return;
        }

        var name = Name;
        Use(name, _ =>
        {
            var value = TextOf(Value);
            Change(name, EditSummary.Setting(name), file =>
            {
                file.SetSetting(name, value);
                if (PassThru)
                {
                    foreach (var setting in SettingList.Read(file, name))
                    {
                        WriteObject(new HolySheepSetting(setting));
                    }
                }
            });
        });
    }

    private static string TextOf(object? value) => ValueShapes.Of(value) == ValueShape.List
        ? JsonText.Of(ValueShapes.Items(ValueShapes.Unwrapped(value)!).ToArray())
        : PipelineText.Of(value);
}
