using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Cli.Running;

/// <summary>The variables that lead a program's clients to a gateway.</summary>
internal static class ProgramEnvironment
{
    private static readonly string[] OwnHosts = ["127.0.0.1", "localhost"];

    // They send the program past its base URL, or a credential of another place to the gateway.
    private static readonly string[] Leading = ["ANTHROPIC_AUTH_TOKEN", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX", "CLAUDE_CODE_USE_FOUNDRY"];

    /// <summary>Sets the variables in the environment of a program.</summary>
    /// <param name="variables">The environment, which has those of this process.</param>
    /// <param name="root">The address of the gateway, without a slash at its end.</param>
    /// <param name="token">The token of the gateway.</param>
    public static void Set(IDictionary<string, string?> variables, string root, string token)
    {
        foreach (var name in Leading)
        {
            variables.Remove(name);
        }

        variables["OPENAI_BASE_URL"] = root + "/v1";
        variables["OPENAI_API_BASE"] = root + "/v1";
        variables["OPENAI_API_KEY"] = token;
        variables["ANTHROPIC_BASE_URL"] = root;
        variables["ANTHROPIC_API_BASE"] = root;
        variables["ANTHROPIC_API_KEY"] = token;
        variables["HOLYSHEEP_GATEWAY_URL"] = root;
        variables["HOLYSHEEP_GATEWAY_TOKEN"] = token;

        // A proxy could not reach this machine's own address.
        foreach (var name in (string[])["NO_PROXY", "no_proxy"])
        {
            variables.TryGetValue(name, out var present);
            var hosts = (present ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            variables[name] = string.Join(',', hosts.Concat(OwnHosts).Distinct());
        }
    }
}
