using System.Collections.Generic;

namespace HolySheep.Cli.Output;

/// <summary>Writes what a change did, or would do: with --what-if one line, with --json one object, otherwise nothing.</summary>
internal static class ChangeText
{
    public static void Write(StandardOutput output, bool json, bool whatIf, string action, string target, IReadOnlyList<string> warnings)
    {
        if (json)
        {
            output.WriteLine(JsonLine.Of(writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("action", action);
                writer.WriteString("target", target);
                writer.WriteBoolean("what_if", whatIf);
                JsonLine.WriteStrings(writer, "warnings", warnings);
                writer.WriteEndObject();
            }));
        }
        else if (whatIf)
        {
            // The words of PowerShell's -WhatIf.
            output.WriteLine($"What if: Performing the operation \"{OneLine.Of(action)}\" on target \"{target}\".");
        }
    }
}
