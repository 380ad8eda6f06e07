using System.CommandLine;
using HolySheep.Cli.Output;
using HolySheep.Configuration.Settings;
using HolySheep.Errors;

namespace HolySheep.Cli.Commands.Config;

/// <summary><c>holysheep config get</c>: prints the value of a setting, or lists settings.</summary>
internal sealed class ConfigGetCommand : Command, IHasExamples
{
    private readonly Argument<string?> _name = ValueArgument.Optional("NAME", "The setting, such as network.proxy, or a section, such as defaults. Default: all settings.").NotEmpty();

    public ConfigGetCommand(ConfigurationOptions common, StandardOutput output)
        : base("get", "Prints the value of a setting that is in effect: the file's, otherwise the default; nothing if there is none. Of a section, or without a name, it lists the settings.")
    {
        Arguments.Add(_name);
        SetAction(parse =>
        {
            var file = common.File(parse);
            var name = parse.GetValue(_name);
            var settings = name is null ? SettingList.Read(file) : SettingList.Read(file, name);
            if (name is null || SettingList.IsSection(name))
            {
                output.Show(common.Json(parse), () => SettingsJson.Of(settings), () => SettingsTable.Write(output, settings));
            }
            else
            {
                output.Show(common.Json(parse), () => SettingsJson.Of(settings[0]), () => Write(output, settings[0]));
            }

            return ExitCode.Answered;
        });
    }

    public string Examples => """
        Examples:
          holysheep config get
          holysheep config get network.proxy
          holysheep config get defaults --json

        """;

    private static void Write(StandardOutput output, Setting setting)
    {
        if (setting.Value is { } value)
        {
            output.WriteLine(value);
        }
    }
}
