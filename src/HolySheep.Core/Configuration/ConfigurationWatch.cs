using HolySheep.Errors;

namespace HolySheep.Configuration;

/// <summary>Reads a configuration file again whenever it has changed.</summary>
/// <param name="file">The file.</param>
public sealed class ConfigurationWatch(ConfigurationFile file)
{
    private ConfigurationStamp _stamp = file.Stamp();

    /// <summary>The configuration if it has changed since it was last read; otherwise null.</summary>
    /// <exception cref="ConfigurationException">The changed file is not valid; it is not read again until it changes once more.</exception>
    public HolySheepConfiguration? Read()
    {
        var now = file.Stamp();
        if (now == _stamp)
        {
            return null;
        }

        _stamp = now;
        return file.Read();
    }
}
