using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Configuration.Names;
using HolySheep.Errors;
using HolySheep.Transport;

namespace HolySheep.Providers.Sandbox;

/// <summary>The faults that the sandbox plays, per model.</summary>
public sealed class SandboxScript
{
    private static readonly Regex Form = new(@"^(?<name>[a-z]+|[45]\d\d)(?:x(?<times>\d{1,6}))?(?::(?<value>[\w.]+))?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    private SandboxScript(IReadOnlyDictionary<string, IReadOnlyList<SandboxFault>> faults) => Faults = faults;

    /// <summary>A fault of every form, as it is written.</summary>
    public static IReadOnlyList<KnownName> Examples { get; } =
    [
        new("429x2", "two calls get status 429; without x2 all do"),
        new("429x1:3s", "a status with a wait hint"),
        new("503", "a status"),
        new("down", "no connection can be made"),
        new("slow:5s", "the answer begins late"),
        new("cut:40", "the answer breaks off after 40 tokens"),
        new("stall:10", "the answer stops after 10 tokens and the connection stays open"),
        new("refuse", "a content policy refuses"),
        new("auth", "the key is refused"),
        new("quota", "the account has no quota left"),
    ];

    /// <summary>A script without faults.</summary>
    public static SandboxScript None { get; } = new(new Dictionary<string, IReadOnlyList<SandboxFault>>());

    /// <summary>Per model, its faults in the order they are played.</summary>
    internal IReadOnlyDictionary<string, IReadOnlyList<SandboxFault>> Faults { get; }

    /// <summary>Reads a script such as <c>gpt-4.1=429x2; claude-sonnet-4.5=down</c>.</summary>
    /// <exception cref="HolySheepException">The script is not understood.</exception>
    public static SandboxScript Parse(string text)
    {
        var faults = new Dictionary<string, IReadOnlyList<SandboxFault>>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in (text ?? throw new ArgumentNullException(nameof(text))).Split(';'))
        {
            if (part.Trim().Length == 0)
            {
                continue;
            }

            var equals = part.LastIndexOf('=');
            var model = equals > 0 ? part.Substring(0, equals).Trim() : "";
            if (model.Length == 0 || faults.ContainsKey(model))
            {
                throw Fault(part, model.Length == 0 ? "has no model and '=' in front" : $"names '{model}' a second time");
            }

            var list = new List<SandboxFault>();
            foreach (var word in part.Substring(equals + 1).Split(','))
            {
                list.Add(Read(word.Trim()) ?? throw Fault(word, "is no fault that the sandbox can play"));
            }

            faults[model] = list;
        }

        return new SandboxScript(faults);
    }

    private static SandboxFault? Read(string word)
    {
        var match = Form.Match(word);
        if (!match.Success)
        {
            return null;
        }

        int? times = match.Groups["times"].Success ? int.Parse(match.Groups["times"].Value, CultureInfo.InvariantCulture) : null;
        var value = match.Groups["value"].Success ? match.Groups["value"].Value : null;
        var time = WaitHint.Duration(value);
        var tokens = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        return match.Groups["name"].Value.ToUpperInvariant() switch
        {
            "DOWN" when value is null => new SandboxFault(SandboxFaultKind.Down, times),
            "REFUSE" when value is null => new SandboxFault(SandboxFaultKind.Refuse, times),
            "AUTH" when value is null => new SandboxFault(SandboxFaultKind.Auth, times),
            "QUOTA" when value is null => new SandboxFault(SandboxFaultKind.Quota, times),
            "SLOW" when time is not null => new SandboxFault(SandboxFaultKind.Slow, times, Time: time),
            "CUT" when tokens is not null => new SandboxFault(SandboxFaultKind.Cut, times, Tokens: tokens.Value),
            "STALL" when tokens is not null => new SandboxFault(SandboxFaultKind.Stall, times, Tokens: tokens.Value),
            { } name when char.IsDigit(name[0]) && (value is null || time is not null) =>
                new SandboxFault(SandboxFaultKind.Status, times, int.Parse(name, CultureInfo.InvariantCulture), time),
            _ => null,
        };
    }

    private static HolySheepException Fault(string part, string what) =>
        new(ErrorCode.ArgumentInvalid, $"The sandbox script is not understood: '{part.Trim()}' {what}.",
            $"Write model=fault, several faults with ',', several models with ';', '*' for every model: {string.Join(", ", Examples.Select(fault => fault.Name))}.");
}
