# Loads the cmdlets for this edition of PowerShell. Only Microsoft.PowerShell.Core is needed, so that it loads in a bare engine too.

$framework = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
$loader = [System.Reflection.Assembly]::LoadFile([System.IO.Path]::Combine($PSScriptRoot, $framework, 'HolySheep.Loader.dll'))
$assembly = $loader.GetType('HolySheep.Loader.ModuleAssembly').GetMethod('Load').Invoke($null, @())
$cmdlets = Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru -ErrorAction Stop

# A second import of one assembly in one session comes from a cache that exports nothing to this module.
# Type data is added in code: the manifest's file of it fails on a second copy of the module in one session, and Update-TypeData loads Microsoft.PowerShell.Utility.
$null = $loader.GetType('HolySheep.Loader.ModuleExports').GetMethod('Complete').Invoke($null, @($assembly, $cmdlets.PSObject.BaseObject, $ExecutionContext.SessionState.Module))
