# SPDX-License-Identifier: GPL-2.0-only
# The builds in which ci/test runs an end-to-end test are its labels: `ctest -L '^tsan$'`. This is the only place
# that says so, and CTest reads it once it knows the tests.

# runs_in(BUILDS NAMES...): of suites, and of single tests, which go before their suite. Tests that
# are not named here run in tsan: some are about data races, and some about ends of the process that are not
# contained with AddressSanitizer, which makes the same system calls.
function(runs_in builds)
  foreach(name ${ARGN})
    set(builds_of_${name} "${builds}" PARENT_SCOPE)
  endforeach()
endfunction()

# Tests of code whose parts are tested in every build run where they are fastest.
runs_in("release" AflTest Agrees AgreesNow Fuzz.MinimizesACrashMergesCorporaAndForksAsUsersOfLibFuzzerExpect Html Nightly Reports)
runs_in("release" Import ImportError ImportWithOddNames ImportedChange ImportedChangeReport ImportedMail
  ImportedPatch ImportedSeries KilledImport Litmus Subjects)
runs_in("gcc" Checkpointed LackingOperations.AreLeftOutOfAProofThatSaysSo Prove ProveWorld Twin)

runs_in("release" Readme.ShowsWhatTheCommandPrints)  # a proof that takes minutes with ThreadSanitizer

# Tests that compile code for the build and load it.
runs_in("release;gcc" Import.UpholdsARevisionThatOnlyRenames)
runs_in("release;tsan;gcc" Import.RefutesARevisionThatDoesNotWait Import.RefutesTheTwinOfThePatchAsThePatch)
runs_in("release;tsan" Import.IsWatchedForDataRaces)

# Tests of results that must be the same everywhere.
runs_in("release;tsan" HeapMisuse HeapUse OwnWord OwnWords RuinedObjects.OfTheHeapAreNoVerdictOfUpheldWithoutAReport World)
runs_in("release" World.WithNoMemoryForAWorkerLeavesAProofOfSmallerSizes)  # sanitizers take more to begin with
runs_in("tsan" World.WithNoPlaceForThreadSanitizerIsToldOfInOneLine)
runs_in("release;tsan;gcc" SameBytes)
runs_in("release;tsan;gcc;asan-ubsan" SameBytes.ComeFromEveryBuildForRandomSchedules)

# Tests with odd input, or with code that does odd things, are watched by AddressSanitizer, too.
runs_in("release;tsan;asan-ubsan" Sanitizers)
runs_in("tsan;asan-ubsan" BadInput BadProgram Check Corpus Crash Explore KnownMistake Reduce Replay Stress
  UnpackedCorpus)

# Suites with long tests begin first, so that none of them is left to run alone at the end.
foreach(suite Agrees AflTest DocumentedFigures Fuzz HalfOfMutants HalfOfTwins HarmlessRewrites Jobs Nightly Progress Readme
    RuinedObjects Selftest)
  set(takes_long_${suite} TRUE)
endforeach()

# [PREFIX/]SUITE.TEST[/PARAMETER]
foreach(test IN LISTS lockstep_end_to_end_tests_TESTS)
  string(REGEX MATCH "^([^/.]+/)?([^/.]+)[.]([^/]+)" matched "${test}")
  set(suite ${CMAKE_MATCH_2})
  set(builds tsan)
  foreach(name ${suite} ${suite}.${CMAKE_MATCH_3})
    if(DEFINED builds_of_${name})
      set(builds "${builds_of_${name}}")
    endif()
  endforeach()
  set_tests_properties("${test}" PROPERTIES LABELS "${builds}")
  if(takes_long_${suite})
    set_tests_properties("${test}" PROPERTIES COST 100)
  endif()
endforeach()
