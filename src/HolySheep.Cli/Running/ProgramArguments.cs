using System;
using System.Collections.Generic;
using System.IO;

namespace HolySheep.Cli.Running;

/// <summary>The arguments of a program, with what leads it to a gateway if its variables do not.</summary>
internal static class ProgramArguments
{
    /// <summary>The arguments that a program is run with; its own come last, and win.</summary>
    /// <param name="path">The program.</param>
    /// <param name="own">The arguments that the caller gave.</param>
    /// <param name="root">The address of the gateway, without a slash at its end.</param>
    public static IEnumerable<string> Of(string path, IEnumerable<string> own, string root) =>
        Path.GetFileNameWithoutExtension(path).Equals("codex", StringComparison.OrdinalIgnoreCase) ? [.. Codex(root), .. own] : own;

    // Codex takes no address from the environment. Its own provider would also ask over a web socket first.
    private static string[] Codex(string root) =>
    [
        "-c", "model_provider=\"holysheep\"",
        "-c", $"model_providers.holysheep={{name=\"HolySheep\",base_url=\"{root}/v1\",env_key=\"OPENAI_API_KEY\",wire_api=\"responses\"}}",
    ];
}
